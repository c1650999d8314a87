import mindspore as ms
from mindspore import nn, ops

net = nn.Dense(3, 1)
optimizer = nn.SGD(net.trainable_params(), learning_rate=0.1)
x = ops.ones((2, 3), ms.float32)


def forward_fn():
    loss = net(x).mean()
    return loss


loss, grads = ms.value_and_grad(forward_fn, None, optimizer.parameters)()
optimizer(grads)
print(tuple(loss.shape))
