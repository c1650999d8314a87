# claim: raises AttributeError: The 'SGD' object has no attribute 'zero_grad'.

import mindspore as ms
from mindspore import nn, ops


def train(net, optimizer, x):
    optimizer.zero_grad()  # expect: MSP115
    loss = net(x).mean()
    loss.backward()  # expect: MSP115
    optimizer.step()  # expect: MSP115


model = nn.Dense(3, 1)
phases = {"train": train}
phases["train"](model, nn.SGD(model.trainable_params(), 0.1), ops.ones((2, 3), ms.float32))
print("trained")
