from torch import nn

net = nn.BatchNorm2d(4)
count = len([buffer for buffer in net.buffers() if buffer.dim()])  # not num_batches_tracked
print(count)
