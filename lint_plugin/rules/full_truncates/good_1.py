import mindspore
from mindspore import ops

mask = ops.full((2, 3), 0.5, dtype=mindspore.float32)
print(mask.asnumpy().tolist())
