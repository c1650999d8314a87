# claim: silently has a bias
# claim-zh: 仍然有偏置，且没有报错

from mindspore import nn

layer = nn.Dense(4, 2, False)  # expect: MSP220
assert layer.has_bias
print(len(layer.trainable_params()))
