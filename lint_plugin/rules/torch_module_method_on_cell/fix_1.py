from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
optimizer = nn.SGD(net.trainable_params(), 0.1)
print(len(optimizer.parameters))
