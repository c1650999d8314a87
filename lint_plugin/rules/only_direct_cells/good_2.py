from mindspore import nn
from mindspore.common.initializer import initializer


class Flat(nn.Cell):
    def __init__(self):
        super().__init__()
        self.first = nn.Dense(4, 4)
        self.second = nn.Dense(4, 4)
        for m in self.cells():
            if isinstance(m, nn.Dense):
                m.weight.set_data(initializer("ones", m.weight.shape, m.weight.dtype))


class Deep(nn.Cell):
    def __init__(self):
        super().__init__()
        self.blocks = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
        self.head = nn.Dense(4, 4)
        self.init_weights(self)

    def init_weights(self, cell):
        for m in cell.cells():
            if isinstance(m, nn.Dense):
                m.weight.set_data(initializer("ones", m.weight.shape, m.weight.dtype))
            else:
                self.init_weights(m)


for net in (Flat(), Deep()):
    print([bool((p.asnumpy() == 1).all()) for p in net.get_parameters() if p.ndim == 2])
