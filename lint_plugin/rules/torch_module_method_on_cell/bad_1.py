# claim: raises AttributeError: The 'SequentialCell' object has no attribute 'parameters'.

from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
optimizer = nn.SGD(net.parameters(), 0.1)  # expect: MSP108
print(len(optimizer.parameters))
