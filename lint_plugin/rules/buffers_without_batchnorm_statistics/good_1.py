from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.BatchNorm1d(4))
names = [p.name for p in net.untrainable_params()]
assert [name.rpartition(".")[2] for name in names] == ["moving_mean", "moving_variance"]
print([p.shape for p in net.untrainable_params()])
