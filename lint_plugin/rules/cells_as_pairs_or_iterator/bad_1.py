# claim: raises TypeError: 'odict_values' object is not an iterator

from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
first = next(net.cells())  # expect: MSP110
print(tuple(first.weight.shape))
