# claim: raises TypeError: 'odict_values' object is not subscriptable

from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
children = net.cells()
first = children[0]  # expect: MSP110
