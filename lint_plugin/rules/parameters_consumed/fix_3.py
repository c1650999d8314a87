from mindspore import nn


def build(kind):
    return getattr(nn, kind)(4, 4)


def make_optimizer(model, lr):
    return nn.Momentum([{"params": model.trainable_params()}], lr, 0.9)


optimizer = make_optimizer(build("Dense"), 0.1)
assert len(optimizer.parameters) == 0
print(len(optimizer.parameters))
