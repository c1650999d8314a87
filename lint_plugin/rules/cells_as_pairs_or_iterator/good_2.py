from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
first, number = next(iter(net.cells())), len(net.cells())
by_name = net.name_cells()["0"]
weight = next(net.get_parameters())
