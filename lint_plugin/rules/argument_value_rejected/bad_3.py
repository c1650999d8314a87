# claim: raises TypeError: For 'LayerNorm', the type of 'normalized_shape' must be tuple[int] or list[int], but got 4

from mindspore import nn

layer = nn.LayerNorm(4)  # expect: MSP113
print(len(layer.trainable_params()))
