import json

from mindspore import Tensor, ops


def nearest(batch):
    value, index = ops.min(batch["distances"], axis=1)
    return value, index


rows = json.loads("[[1.0, 5.0], [7.0, 2.0]]")
value, index = nearest({"distances": Tensor(rows)})
assert (float(value), float(index)) == (1.0, 2.0)
print(value, index)
