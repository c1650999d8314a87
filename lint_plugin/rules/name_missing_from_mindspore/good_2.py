from mindspore import nn

layers = nn.ModuleList if hasattr(nn, "ModuleList") else nn.CellList
net = layers([nn.Dense(4, 4)])
