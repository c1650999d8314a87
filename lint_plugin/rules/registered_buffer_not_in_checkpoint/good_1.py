import mindspore as ms
from mindspore import Parameter, nn, ops


class Net(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(2, 2, has_bias=False)
        self.scale = Parameter(ops.ones(2), name="scale", requires_grad=False)


ms.save_checkpoint(Net(), "net.ckpt")
assert sorted(ms.load_checkpoint("net.ckpt")) == ["fc.weight", "scale"]
