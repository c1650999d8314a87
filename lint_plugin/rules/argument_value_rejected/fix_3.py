from mindspore import nn

layer = nn.LayerNorm((4,))
print(len(layer.trainable_params()))
