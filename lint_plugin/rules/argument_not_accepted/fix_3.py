from mindspore import ops

x = ops.zeros((2, 3, 4))
y = ops.zeros((2, 3))
print(x.shape, y.shape)
