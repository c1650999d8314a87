from mindspore import nn

net = nn.Dense(4, 4)
optimizer = nn.Adam([{"params": net.trainable_params(), "lr": 0.1}])
assert len(optimizer.parameters) == 0
print(len(optimizer.parameters))
