from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 4)
        for name, p in self.named_parameters():
            print(name, tuple(p.shape))


net = Net()
