import numpy as np
from mindspore import Tensor, nn, ops

point = nn.Conv2d(4, 4, 1, has_bias=False)
padded = nn.Conv2d(4, 4, 3, pad_mode="pad", padding=1, has_bias=True)
layers = [nn.Dense(4, 4), nn.BatchNorm2d(4), nn.GELU(True), nn.LeakyReLU(0.1), nn.AvgPool2d(2, 2)]
spread = ops.std(Tensor(np.ones((2, 2), np.float32)), None, 0)
