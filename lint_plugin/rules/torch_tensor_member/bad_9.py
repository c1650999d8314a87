# claim: raises AttributeError: 'Tensor' object has no attribute 'tolist'
# below: 2.1

import mindspore as ms

x = ms.Tensor([1.0, 2.0])
print(x.tolist())  # expect: MSP114
