# claim: raises TypeError: got an unexpected keyword argument 'bias'

from mindspore import nn

net = nn.SequentialCell(
    nn.Conv2d(3, 8, 3, bias=False),  # expect: MSP112
    nn.ReLU(inplace=True),  # expect: MSP112
)
print(len(net.trainable_params()))
