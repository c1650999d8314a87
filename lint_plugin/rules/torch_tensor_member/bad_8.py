# claim: raises AttributeError: 'Tensor' object has no attribute 'cpu'

import mindspore as ms


def shown(outputs):
    return outputs.shape, outputs.cpu()  # expect: MSP114 guess


print(list(map(shown, [ms.Tensor([[1.0, 2.0]])])))
