# claim: silently gives every weight the same value
# claim-zh: 所有权重的值都相同，且没有报错

from mindspore.common.initializer import Normal, initializer

weight = initializer(Normal(0.0, 0.02), (200, 50)).init_data().asnumpy()  # expect: MSP219
assert weight.std() < 1e-6
print(round(float(weight.std()), 2), round(abs(float(weight.mean())), 2))
