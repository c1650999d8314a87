from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
children = net.cells()
first = list(children)[0]
