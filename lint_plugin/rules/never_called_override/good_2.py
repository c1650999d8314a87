from mindspore import nn
from mindspore.common.initializer import initializer


class Ones(nn.Dense):
    def __init__(self, *args):
        super().__init__(*args)
        self.reset_parameters()

    def reset_parameters(self):
        self.weight.set_data(initializer("ones", self.weight.shape))


layer = Ones(2, 2)
print(bool((layer.weight.asnumpy() == 1).all()))
