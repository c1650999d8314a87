from mindspore import nn

net = nn.SequentialCell(
    nn.Conv2d(3, 8, 3, padding=1, pad_mode="pad"),
    nn.MaxPool2d(2, 2, ceil_mode=True, pad_mode="pad"),
)
print(len(net))
