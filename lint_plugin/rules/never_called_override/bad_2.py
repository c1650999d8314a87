# claim: silently keeps the default initialisation
# claim-zh: 仍使用默认初始化，且没有报错

from mindspore import nn
from mindspore.common.initializer import initializer


class Ones(nn.Dense):
    def reset_parameters(self):  # expect: MSP225
        self.weight.set_data(initializer("ones", self.weight.shape))


layer = Ones(2, 2)
assert not (layer.weight.asnumpy() == 1).all()
print(bool((layer.weight.asnumpy() == 1).all()))
