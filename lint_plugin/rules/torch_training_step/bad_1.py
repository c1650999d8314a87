# claim: raises AttributeError: The 'SGD' object has no attribute 'zero_grad'.

import mindspore as ms
from mindspore import nn, ops

net = nn.Dense(3, 1)
optimizer = nn.SGD(net.trainable_params(), learning_rate=0.1)
x = ops.ones((2, 3), ms.float32)

optimizer.zero_grad()  # expect: MSP115
loss = net(x).mean()
loss.backward()  # expect: MSP115
optimizer.step()  # expect: MSP115
print(tuple(loss.shape))
