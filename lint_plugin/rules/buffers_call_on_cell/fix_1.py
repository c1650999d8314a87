from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
for buffer in net.untrainable_params():
    print(buffer.name.split(".")[0], buffer.shape)
