from mindspore import nn

net = nn.SequentialCell(
    nn.Conv2d(3, 8, 3, has_bias=False),
    nn.ReLU(),
)
print(len(net.trainable_params()))
