import numpy as np
from mindspore import Tensor, nn

drop = nn.Dropout(p=0.1)
drop.set_train()
out = drop(Tensor(np.ones(10000, np.float32)))
dropped = float((out.asnumpy() == 0).mean())
assert dropped > 0.8
print(round(dropped, 1))
