from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 8, 3, bias=False),
    nn.ReLU(inplace=True),
)
print(len(list(net.parameters())))
