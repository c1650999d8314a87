# claim: silently moves the statistics nine tenths of the way in one step
# claim-zh: 一步之内就把统计量移动了十分之九，且没有报错

import numpy as np
from mindspore import Tensor, nn

norm = nn.BatchNorm2d(1, momentum=0.1)  # expect: MSP218
norm.set_train()
norm(Tensor(np.full((2, 1, 2, 2), 10, np.float32)))
mean = float(norm.moving_mean.asnumpy()[0])
assert abs(mean - 9) < 0.01
print(round(mean, 2))
