from mindspore import nn

net = nn.Dense(4, 4)
net.set_train(False)
print(net.training)
