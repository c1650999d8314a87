# claim: silently fills with zeros
# claim-zh: 填充的全是 0，且没有报错

from mindspore import ops

mask = ops.full((2, 3), 0.5)  # expect: MSP221
assert not mask.asnumpy().any()
print(mask.asnumpy().tolist())
