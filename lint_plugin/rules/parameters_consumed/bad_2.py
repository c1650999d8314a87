# claim: silently trains the second group alone
# claim-zh: 只训练了第二组参数，且没有报错

from mindspore import nn

net = nn.SequentialCell(nn.Dense(4, 4), nn.Dense(4, 1))
decayed = filter(lambda p: p.name.endswith("weight"), net.trainable_params())
groups = [
    {"params": decayed, "weight_decay": 0.01},  # expect: MSP222
    {"params": [p for p in net.trainable_params() if p.name.endswith("bias")], "weight_decay": 0.0},
]
optimizer = nn.SGD(groups, learning_rate=0.1)
names = [p.name for p in optimizer.parameters]
assert names == ["0.bias", "1.bias"]
print(sorted(names))
