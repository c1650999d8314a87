# claim: raises AttributeError: The 'Dense' object has no attribute 'eval'.

from mindspore import nn

net = nn.Dense(4, 4)
net.eval()  # expect: MSP108
print(net.training)
