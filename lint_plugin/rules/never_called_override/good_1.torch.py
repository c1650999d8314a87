from torch import nn


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(4)

    def train(self, mode=True):
        super().train(mode)
        self.norm.eval()

    def forward(self, x):
        return self.norm(x)


net = nn.Sequential(Backbone())
net.train()
print(net[0].norm.training)
