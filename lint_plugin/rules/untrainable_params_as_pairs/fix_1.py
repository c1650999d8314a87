from mindspore import nn

net = nn.BatchNorm2d(2)
for p in net.untrainable_params():
    assert p.name.shape == () and p.shape == ()
    print(p.name, p)
