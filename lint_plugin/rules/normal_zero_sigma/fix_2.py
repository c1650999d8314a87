from mindspore.common.initializer import TruncatedNormal

init = TruncatedNormal(sigma=0.02)
assert init.sigma == 0
print(init.sigma, init.mean)
