import torch


def shape(fake):
    return tuple(fake.detach().shape)


print(shape(torch.ones(2, 3)))
