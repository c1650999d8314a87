from torch import nn

layer = nn.Embedding(10, 3, 0)
print(len(list(layer.parameters())))
