# claim: silently takes the two minima for a value and an index
# claim-zh: 把两个最小值分别当作取值和索引，且没有报错

import json

from mindspore import Tensor


def nearest(batch):
    value, index = batch["distances"].min(axis=1)  # expect: MSP223
    return value, index


rows = json.loads("[[1.0, 5.0], [7.0, 2.0]]")
value, index = nearest({"distances": Tensor(rows)})
assert (float(value), float(index)) == (1.0, 2.0)
print(value, index)
