# claim: raises ValueError: For 'Conv2D', the 'pad' must be zero when 'pad_mode' is not 'pad'

from mindspore import nn

net = nn.SequentialCell(
    nn.Conv2d(3, 8, 3, padding=1),  # expect: MSP113
    nn.MaxPool2d(2, 2, ceil_mode=True),  # expect: MSP113
)
print(len(net))
