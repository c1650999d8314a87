from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
print(len(net))
