from torch import nn

layer = nn.Conv2d(4, 8, 3, 1, 1, bias=False)
print(len(list(layer.parameters())))
