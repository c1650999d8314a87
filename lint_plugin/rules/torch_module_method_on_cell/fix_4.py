from mindspore import nn

net = nn.Dense(4, 4)
has_cuda = True
net if has_cuda else net.to("cuda")
