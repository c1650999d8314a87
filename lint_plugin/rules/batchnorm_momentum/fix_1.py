import numpy as np
from mindspore import Tensor, nn

norm = nn.BatchNorm2d(1, momentum=0.9)
norm.set_train()
norm(Tensor(np.full((2, 1, 2, 2), 10, np.float32)))
mean = float(norm.moving_mean.asnumpy()[0])
assert abs(mean - 9) < 0.01
print(round(mean, 2))
