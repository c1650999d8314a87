from mindspore import nn

net = nn.Dense(2, 2)
for p in net.get_parameters():
    p.requires_grad = False
print(len(net.trainable_params()))
