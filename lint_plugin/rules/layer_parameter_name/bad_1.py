# claim: raises AttributeError: The 'Embedding' object has no attribute 'weight'.

from mindspore import nn


class Tied(nn.Cell):
    def __init__(self, words, size):
        super().__init__()
        self.embed = nn.Embedding(words, size)
        self.norm = nn.BatchNorm1d(size)
        self.head = nn.Dense(size, words, has_bias=False)

    def tie(self):
        self.head.weight = self.embed.weight  # expect: MSP128
        return self.norm.running_mean, self.norm.weight  # expect: MSP128, MSP128


net = Tied(10, 4)
print(net.tie()[0].shape)
