import mindspore as ms
from mindspore import ops


def rows(batch):
    return batch.shape[0]


x = ops.ones((2, 3), ms.float32)
print(x.shape[0], list(map(rows, [x])))
