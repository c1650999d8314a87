# claim: silently initialises nothing
# claim-zh: 静默地没有初始化任何权重

from mindspore import nn
from mindspore.common.initializer import Zero, initializer

net = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())
for cell in net.cells_and_names():  # expect: MSP110
    if isinstance(cell, nn.Dense):
        cell.weight.set_data(initializer(Zero(), cell.weight.shape))
assert net[0].weight.asnumpy().any()
print(net[0].weight.asnumpy().any())
