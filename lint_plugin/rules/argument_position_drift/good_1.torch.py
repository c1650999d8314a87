from torch import nn

layer = nn.Linear(4, 2, False)
print(len(list(layer.parameters())))
