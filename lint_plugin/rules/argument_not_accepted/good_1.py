import mindspore as ms
from mindspore import nn, ops

net = nn.SequentialCell(nn.Conv2d(3, 8, 3, has_bias=False), nn.ReLU())
optimizer = nn.Adam(net.trainable_params(), learning_rate=1e-3, beta1=0.9, beta2=0.99)
x = ops.ones((2, 3), ms.float32)
print(len(net.trainable_params()), ops.cat((x, x), axis=1).shape, ops.randint(0, 5, (2,)).shape)
