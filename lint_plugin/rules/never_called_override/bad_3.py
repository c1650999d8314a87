# claim: silently leaves the parameters trainable
# claim-zh: 参数仍可训练，且没有报错

from mindspore import nn

net = nn.Dense(2, 2)
net.requires_grad = False  # expect: MSP225
assert len(net.trainable_params()) == 2
print(len(net.trainable_params()))
