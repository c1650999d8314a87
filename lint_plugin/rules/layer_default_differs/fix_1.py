import numpy as np
from mindspore import Tensor, nn, ops
from mindspore.common.initializer import Normal

conv = nn.Conv2d(1, 2, 3, pad_mode="valid", has_bias=True)
up = nn.Conv2dTranspose(1, 2, 3, pad_mode="valid", has_bias=True)
pool = nn.AvgPool2d(2, stride=2)
image = Tensor(np.ones((1, 1, 8, 8), np.float32))
assert conv(image).shape == (1, 2, 8, 8) and len(conv.trainable_params()) == 1
assert pool(image).shape == (1, 1, 7, 7)
pooled, flat = ops.avg_pool2d(image, 2, stride=2), ops.flatten(image, start_dim=0)
assert pooled.shape == (1, 1, 7, 7) and flat.shape == (1, 64)
print(pooled.shape, flat.shape, len(nn.InstanceNorm2d(2, affine=False).trainable_params()))
print(conv(image).shape, len(conv.trainable_params()), up(image).shape, pool(image).shape)

x = Tensor(np.array([[1.0, -0.5, 3.0]], np.float32))
gelu, leaky = nn.GELU(approximate=False), nn.LeakyReLU(alpha=0.01)
print([round(float(v), 6) for v in gelu(x).asnumpy()[0][:2]])
print([round(float(v), 4) for v in leaky(x).asnumpy()[0]])
print([round(float(v), 4) for v in ops.leaky_relu(x, alpha=0.01).asnumpy()[0]])

norm = nn.LayerNorm((2,), epsilon=1e-5)
value = float(norm(Tensor(np.array([[0.001, -0.001]], np.float32))).asnumpy()[0][0])
assert value > 0.9
print(round(value, 3))

deviation = float(ops.std(x, ddof=1).asnumpy())
variance = float(ops.var(x, ddof=1).asnumpy())
print(round(deviation, 4), round(variance, 4))
print([grid.shape for grid in ops.meshgrid(Tensor([1, 2, 3]), Tensor([1, 2]), indexing="ij")])
loss = nn.SmoothL1Loss(reduction="mean")(x, x)
assert loss.shape == (1, 3)
print(loss.shape)
table = nn.Embedding(1000, 50, embedding_table=Normal(1.0))
assert table.embedding_table.asnumpy().std() < 0.02
