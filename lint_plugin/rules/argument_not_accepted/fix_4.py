from mindspore import nn

net = nn.Dense(4, 2)
optimizer = nn.Adam(net.trainable_params(), learning_rate=1e-3, beta1=0.9, beta2=0.99)
print("made")
