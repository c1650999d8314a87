from mindspore.common.initializer import Normal, initializer

weight = initializer(Normal(sigma=0.02), (200, 50)).init_data().asnumpy()
assert weight.std() < 1e-6
print(round(float(weight.std()), 2), round(abs(float(weight.mean())), 2))
