from mindspore import nn

layer = nn.Dense(4, 2, has_bias=False)
print(len(layer.trainable_params()))
