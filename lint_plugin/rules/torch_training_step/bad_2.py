# claim: raises AttributeError: The 'Adam' object has no attribute 'param_groups'.

from mindspore import nn

net = nn.Dense(3, 1)
optimizer = nn.Adam(net.trainable_params(), learning_rate=0.1)
for group in optimizer.param_groups:  # expect: MSP115
    group["lr"] = 0.01
print(len(optimizer.param_groups))  # expect: MSP115
