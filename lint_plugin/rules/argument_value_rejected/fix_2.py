from mindspore import nn

layer = nn.Conv2d(4, 8, 3, 1, padding=1, pad_mode="pad")
print(len(layer.trainable_params()))
