from mindspore import nn

net = nn.Dense(4, 4)
optimizers = [
    nn.Adam(net.get_parameters()),
    nn.SGD(filter(lambda p: p.requires_grad, net.get_parameters()), 0.1),
    nn.SGD(p for p in net.trainable_params()),
    nn.Adam([{"params": list(net.get_parameters())}]),
    nn.Adam([{"params": [p for p in net.get_parameters() if p.requires_grad]}]),
]
print([len(optimizer.parameters) for optimizer in optimizers])
