import mindspore as ms
from mindspore import nn, ops


class Stepper(nn.SGD):
    def step(self, grads):
        return self(grads)


class Denoiser:
    def step(self, noise, time):
        return noise * time


net = nn.Dense(3, 1)
optimizer = Stepper(net.trainable_params(), learning_rate=0.1)
grad_fn = ms.value_and_grad(lambda x: net(x).mean(), None, optimizer.parameters)
loss, grads = grad_fn(ops.ones((2, 3), ms.float32))
optimizer.step(grads)
print(Denoiser().step(2, 3))
