from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
for p in net.untrainable_params():
    print(p.shape, p.asnumpy().tolist())
