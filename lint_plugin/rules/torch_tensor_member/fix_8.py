import mindspore as ms


def shown(outputs):
    return tuple(outputs.shape), tuple(outputs.shape)


print(list(map(shown, [ms.Tensor([[1.0, 2.0]])])))
