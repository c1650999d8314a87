from mindspore import nn

net = nn.BatchNorm2d(4)
buffers = net.untrainable_params()
table = {p.name: p for p in buffers}
print(len(table))
