# claim: silently computes something else than torch
# claim-zh: 计算结果与 PyTorch 不同，且没有报错

import numpy as np
from mindspore import Tensor, nn, ops

conv = nn.Conv2d(1, 2, 3)  # expect: MSP927
up = nn.Conv2dTranspose(1, 2, 3)  # expect: MSP927
pool = nn.AvgPool2d(2)  # expect: MSP927
image = Tensor(np.ones((1, 1, 8, 8), np.float32))
assert conv(image).shape == (1, 2, 8, 8) and len(conv.trainable_params()) == 1
assert pool(image).shape == (1, 1, 7, 7)
pooled, flat = ops.avg_pool2d(image, 2), ops.flatten(image)  # expect: MSP927, MSP927
assert pooled.shape == (1, 1, 7, 7) and flat.shape == (1, 64)
print(pooled.shape, flat.shape, len(nn.InstanceNorm2d(2).trainable_params()))  # expect: MSP927
print(conv(image).shape, len(conv.trainable_params()), up(image).shape, pool(image).shape)

x = Tensor(np.array([[1.0, -0.5, 3.0]], np.float32))
gelu, leaky = nn.GELU(), nn.LeakyReLU()  # expect: MSP927, MSP927
print([round(float(v), 6) for v in gelu(x).asnumpy()[0][:2]])
print([round(float(v), 4) for v in leaky(x).asnumpy()[0]])
print([round(float(v), 4) for v in ops.leaky_relu(x).asnumpy()[0]])  # expect: MSP927

norm = nn.LayerNorm((2,))  # expect: MSP927
value = float(norm(Tensor(np.array([[0.001, -0.001]], np.float32))).asnumpy()[0][0])
assert value > 0.9
print(round(value, 3))

deviation = float(ops.std(x).asnumpy())  # expect: MSP927
variance = float(ops.var(x).asnumpy())  # expect: MSP927
print(round(deviation, 4), round(variance, 4))
print([grid.shape for grid in ops.meshgrid(Tensor([1, 2, 3]), Tensor([1, 2]))])  # expect: MSP927
loss = nn.SmoothL1Loss()(x, x)  # expect: MSP927
assert loss.shape == (1, 3)
print(loss.shape)
table = nn.Embedding(1000, 50)  # expect: MSP927
assert table.embedding_table.asnumpy().std() < 0.02
