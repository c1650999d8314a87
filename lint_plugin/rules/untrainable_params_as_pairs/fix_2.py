from mindspore import nn

net = nn.BatchNorm2d(4)
for p in net.untrainable_params():
    print(p.name.count("."), p.shape)
