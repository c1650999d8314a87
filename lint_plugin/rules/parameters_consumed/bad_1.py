# claim: silently gives the optimizer no parameter to train
# claim-zh: 优化器没有任何可训练的参数，且没有报错

from mindspore import nn

net = nn.Dense(4, 4)
optimizer = nn.Adam([{"params": net.get_parameters(), "lr": 0.1}])  # expect: MSP222
assert len(optimizer.parameters) == 0
print(len(optimizer.parameters))
