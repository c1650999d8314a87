# claim: silently drops nine tenths of its input in training
# claim-zh: 训练时丢弃了十分之九的输入，且没有报错

import numpy as np
from mindspore import Tensor, nn

drop = nn.Dropout(0.1)  # expect: MSP217
drop.set_train()
out = drop(Tensor(np.ones(10000, np.float32)))
dropped = float((out.asnumpy() == 0).mean())
assert dropped > 0.8
print(round(dropped, 1))
