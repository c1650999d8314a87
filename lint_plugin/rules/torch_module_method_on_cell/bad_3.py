# claim: raises TypeError: Cell.load_state_dict() got an unexpected keyword argument 'assign'
# since: 2.6

from mindspore import nn

net = nn.Dense(4, 4)
net.load_state_dict(net.state_dict(), strict=False, assign=True)  # expect: MSP108
