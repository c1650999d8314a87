import numpy as np
from mindspore import Tensor, nn

pool = nn.MaxPool2d(2, 2)
out = pool(Tensor(np.zeros((1, 1, 8, 8), np.float32)))
assert out.shape == (1, 1, 7, 7)
print(tuple(out.shape))
