from mindspore import nn


def run(net: nn.Cell):
    before = net.requires_grad
    net.requires_grad = True
    during = net.requires_grad
    net.requires_grad = before
    return during


print(run(nn.Dense(2, 2)))
