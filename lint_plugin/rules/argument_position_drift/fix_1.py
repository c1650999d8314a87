from mindspore import nn

layer = nn.Dense(4, 2, has_bias=False)
assert layer.has_bias
print(len(layer.trainable_params()))
