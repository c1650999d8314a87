from mindspore import nn


def names(network):
    return [name for name, _ in network.cells_and_names()]


print(list(map(names, [nn.Dense(4, 4)])))
