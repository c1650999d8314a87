from mindspore import nn

net = nn.BatchNorm2d(4)
table = {p.name: p for p in net.untrainable_params()}
print(len(table))
