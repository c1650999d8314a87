from torch import nn

net = nn.BatchNorm2d(4)
buffers = net.named_buffers()
table = dict(buffers)
del table["num_batches_tracked"]
print(len(table))
