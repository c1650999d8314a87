# claim: silently has a standard deviation of 0
# claim-zh: 标准差为 0，且没有报错
# since: 2.7

from mindspore.common.initializer import TruncatedNormal

init = TruncatedNormal(0.0, 0.02)  # expect: MSP219
assert init.sigma == 0
print(init.sigma, init.mean)
