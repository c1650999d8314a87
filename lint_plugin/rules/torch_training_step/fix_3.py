from mindspore import nn

net = nn.Dense(3, 1)
scheduler = nn.CosineDecayLR(min_lr=0.01, max_lr=0.1, decay_steps=10)
optimizer = nn.SGD(net.trainable_params(), learning_rate=scheduler)
print("trained")
