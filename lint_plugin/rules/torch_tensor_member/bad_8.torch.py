import torch


def shown(outputs):
    return tuple(outputs.shape), tuple(outputs.cpu().shape)


print(list(map(shown, [torch.tensor([[1.0, 2.0]])])))
