from torch import nn

net = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))
print([tuple(b.shape) for b in net.buffers() if b.dim()])
