import mindspore as ms
from mindspore import nn, ops

net = nn.Dense(3, 1, weight_init="ones", has_bias=False)
optimizer = nn.SGD(net.trainable_params(), learning_rate=0.1)
x = ops.ones((2, 3), ms.float32)


def forward_fn(x):
    return net(x).mean()


grad_fn = ms.value_and_grad(forward_fn, None, optimizer.parameters)
for _ in range(2):
    loss, grads = grad_fn(x)
    optimizer(grads)
    print(round(float(loss.asnumpy()), 4))
