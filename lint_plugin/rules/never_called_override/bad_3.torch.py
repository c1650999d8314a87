from torch import nn

net = nn.Linear(2, 2)
net.requires_grad_(False)
print(len([p for p in net.parameters() if p.requires_grad]))
