from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
optimizer = nn.SGD(net.trainable_params(), 0.1)
first = optimizer.parameters[0]
net.set_train(False)
for name, p in net.parameters_and_names():
    print(name, p.shape)
