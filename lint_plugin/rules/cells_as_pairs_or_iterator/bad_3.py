# claim: raises TypeError: object of type 'generator' has no len()

from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
count = len(net.get_parameters())  # expect: MSP110
print(count)
