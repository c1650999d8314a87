from torch import nn

net = nn.Sequential(nn.Linear(4, 4), nn.ReLU())
for module in net.modules():
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.weight)
print(net[0].weight.detach().numpy().any())
