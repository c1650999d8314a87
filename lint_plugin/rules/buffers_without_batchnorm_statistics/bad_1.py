# claim: silently leaves out moving_mean and moving_variance
# claim-zh: 不报错，但遗漏了 moving_mean 和 moving_variance

from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
shapes = [b.shape for b in net.buffers()]  # expect: MSP207
assert shapes == []
print(shapes)
