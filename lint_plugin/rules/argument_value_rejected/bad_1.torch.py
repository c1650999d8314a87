from torch import nn

net = nn.Sequential(
    nn.Conv2d(3, 8, 3, padding=1),
    nn.MaxPool2d(2, 2, ceil_mode=True),
)
print(len(net))
