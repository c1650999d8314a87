import mindspore as ms
from mindspore import nn, ops

net = nn.SequentialCell(
    nn.Conv2d(3, 8, 3, pad_mode="pad", padding=(1, 1, 2, 2)),
    nn.MaxPool2d(2, 2, pad_mode="pad", ceil_mode=True),
    nn.LayerNorm((4,)),
)
print(net(ops.ones((1, 3, 5, 5), ms.float32)).shape)
