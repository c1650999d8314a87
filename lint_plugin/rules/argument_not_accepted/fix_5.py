from mindspore import ops

x = ops.randint(0, 5, (2,))
print(x.shape)
