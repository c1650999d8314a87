# claim: raises AttributeError: The 'Dense' object has no attribute 'cuda'.

from mindspore import nn

net = nn.Dense(4, 4)
has_cuda = True
net.cuda() if has_cuda else net.to("cuda")  # expect: MSP108
