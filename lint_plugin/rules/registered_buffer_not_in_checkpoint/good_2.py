import mindspore as ms
from mindspore import nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(2, 2, has_bias=False)
        self.register_buffer("scale", ops.ones(2), persistent=False)


ms.save_checkpoint(Net(), "net.ckpt")
assert sorted(ms.load_checkpoint("net.ckpt")) == ["fc.weight"]
