from mindspore import nn

net = nn.Dense(4, 4)
if hasattr(net, "eval"):
    net.eval()
