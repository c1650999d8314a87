# claim: raises KeyError: "For 'Adam', invalid keys are passed as kwargs

from mindspore import nn

net = nn.Dense(4, 2)
optimizer = nn.Adam(net.trainable_params(), lr=1e-3, betas=(0.9, 0.99))  # expect: MSP112
print("made")
