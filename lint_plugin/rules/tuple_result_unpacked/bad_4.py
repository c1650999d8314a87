# claim: returns a tuple, where the parts of torch's result have names
# claim-zh: 返回普通元组，而 PyTorch 返回值的各部分有名称

from mindspore import Tensor, ops


def best(x, count):
    found = ops.topk(x, count)
    return found.values, found.indices  # expect: MSP223, MSP223


found = ops.topk(Tensor([[1.0, 5.0], [7.0, 2.0]]), 1)
assert type(found) is tuple
print(type(found).__name__)
