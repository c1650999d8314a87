from torch import nn

layer = nn.LayerNorm(4)
print(len(list(layer.parameters())))
