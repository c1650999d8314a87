# claim: silently splits each parameter in two
# claim-zh: 不报错，但每个参数被拆成了两个张量

from mindspore import nn

net = nn.BatchNorm2d(2)
for name, p in net.untrainable_params():  # expect: MSP106
    assert name.shape == () and p.shape == ()
    print(name, p)
