# claim: silently gives the optimizer no parameter to train
# claim-zh: 优化器没有任何可训练的参数，且没有报错

from mindspore import nn


def build(kind):
    return getattr(nn, kind)(4, 4)


def make_optimizer(model, lr):
    return nn.Momentum([{"params": model.get_parameters()}], lr, 0.9)  # expect: MSP222


optimizer = make_optimizer(build("Dense"), 0.1)
assert len(optimizer.parameters) == 0
print(len(optimizer.parameters))
