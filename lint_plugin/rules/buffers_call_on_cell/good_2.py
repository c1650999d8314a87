from mindspore import nn

net = nn.BatchNorm2d(4)
if hasattr(net, "named_buffers"):
    print(dict(net.named_buffers()))
