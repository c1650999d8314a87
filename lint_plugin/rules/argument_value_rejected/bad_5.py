# claim: raises TypeError: For 'Embedding', the type of 'use_one_hot' should be 'bool', but got type 'int'.

from mindspore import nn

layer = nn.Embedding(10, 3, 0)  # expect: MSP113
print(len(layer.trainable_params()))
