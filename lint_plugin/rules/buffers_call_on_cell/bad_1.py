# claim: raises AttributeError: The 'SequentialCell' object has no attribute 'named_buffers'.

from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
for name, buffer in net.named_buffers():  # expect: MSP103
    print(name.split(".")[0], buffer.shape)
