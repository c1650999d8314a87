import mindspore as ms
from mindspore import nn, ops

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
y = ops.relu(net(ops.ones((2, 4), ms.float32)))
