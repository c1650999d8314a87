# claim: raises TypeError: For 'Conv2D', the type of 'pad_mode' should be 'str', but got type 'int'.

from mindspore import nn

layer = nn.Conv2d(4, 8, 3, 1, 1)  # expect: MSP113
print(len(layer.trainable_params()))
