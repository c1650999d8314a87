# claim: raises AttributeError: 'Tensor' object has no attribute 'cpu'

import mindspore as ms


def shown(outputs):
    return tuple(outputs.shape), tuple(outputs.cpu().shape)  # expect: MSP114 guess


print(list(map(shown, [ms.Tensor([[1.0, 2.0]])])))
