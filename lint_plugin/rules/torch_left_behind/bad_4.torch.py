from torch import nn

layers = nn.ModuleList([nn.Linear(4, 4), nn.ReLU()])
print(len(layers))
