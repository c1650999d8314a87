from torch import nn

net = nn.BatchNorm2d(4)
table = dict(net.named_buffers())
del table["num_batches_tracked"]
print(len(table))
