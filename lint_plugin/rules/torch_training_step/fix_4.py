import mindspore as ms
from mindspore import nn, ops


def train(net, optimizer, x):
    def forward_fn():
        loss = net(x).mean()
        return loss

    loss, grads = ms.value_and_grad(forward_fn, None, optimizer.parameters)()
    optimizer(grads)


model = nn.Dense(3, 1)
phases = {"train": train}
phases["train"](model, nn.SGD(model.trainable_params(), 0.1), ops.ones((2, 3), ms.float32))
print("trained")
