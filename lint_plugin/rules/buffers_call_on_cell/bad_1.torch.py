from torch import nn

net = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))
for name, buffer in net.named_buffers():
    if name != "1.num_batches_tracked":
        print(name.split(".")[0], tuple(buffer.shape))
