from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
first = next(iter(net.cells()))
print(tuple(first.weight.shape))
