from mindspore import nn


def make_optimizer(model, lr):
    return nn.Momentum([{"params": model.trainable_params()}], lr, 0.9)


optimizer = make_optimizer(nn.Dense(4, 4), 0.1)
assert len(optimizer.parameters) == 0
print(len(optimizer.parameters))
