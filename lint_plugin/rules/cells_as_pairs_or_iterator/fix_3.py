from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
count = len(list(net.get_parameters()))
print(count)
