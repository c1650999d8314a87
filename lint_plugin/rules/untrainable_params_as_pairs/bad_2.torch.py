from torch import nn

net = nn.BatchNorm2d(4)
for name, buffer in net.named_buffers():
    if name != "num_batches_tracked":
        print(name.count("."), tuple(buffer.shape))
