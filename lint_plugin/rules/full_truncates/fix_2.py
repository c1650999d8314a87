import mindspore as ms
from mindspore import ops

mask = ops.full((2, 3), -10000.0, dtype=ms.float32)
assert mask.dtype == ms.int64
print(mask.asnumpy().tolist())
