import numpy as np
from mindspore import Tensor, nn


class MLP(nn.Cell):
    def __init__(self, resid_pdrop=0.1):
        super().__init__()
        self.dropout = nn.Dropout(p=resid_pdrop)

    def construct(self, x):
        return self.dropout(x)


net = MLP()
net.set_train()
out = net(Tensor(np.ones(10000, np.float32)))
dropped = float((out.asnumpy() == 0).mean())
assert dropped > 0.8
print(round(dropped, 1))
