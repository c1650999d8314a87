"""Receivers: what methods hand back, what calls and tests tell of names."""

import importlib
from typing import Optional, Union

import mindspore
from elsewhere import Base
from mindspore import Tensor, nn, ops


class Net(nn.Cell):
    def __init__(self, width=2):
        super().__init__()
        self.fc = nn.Dense(width, width)
        self.layers = []
        for _ in range(2):
            self.layers.append(nn.Dense(width, width))
        self.layers = nn.SequentialCell(self.layers)

        def build():
            self.head = nn.Dense(2, 2)

        build()

    def construct(self, x):
        return self.fc(x)

    def pair(self):
        return self, nn.ReLU()

    def either(self, flag):
        if flag:
            return self.fc, None
        return nn.Conv2d(1, 1, 1), 1


class Other(nn.Cell):
    def forward(self, x):
        return x, x


class Derived(Base):
    def construct(self, x):
        return x


class Underived(Base):
    pass


# methods that give the receiver, MindSpore's and torch's
net = Net().cuda()
reveal(net)  # Net
reveal(net.half().eval().train().float().to("cuda").requires_grad_(False))  # Net
reveal(net.apply(print).set_train().to_float(mindspore.float16))  # Net
reveal(nn.Dense(2, 2).cuda().eval())  # nn.Dense
net = net.eval()
reveal(net)  # Net

# attributes
reveal(net.layers)  # nn.SequentialCell
reveal(net.layers[0])  # ~nn.Dense
reveal(net.head)  # nn.Dense
reveal(net(Tensor(1)))  # ~Tensor

# tuples that project functions return
reveal(net.pair()[1])  # ~nn.ReLU
this, act = net.pair()
reveal(this)  # ~Net
reveal(net.either(True)[0])  # ~nn.Conv2d | ~nn.Dense
reveal(Other()(1))  # tuple[?, ?]

# what can't be typed, and what is a Cell by its construct
reveal(importlib.import_module(name).Net())  # ?
reveal(Derived())  # Derived
reveal(Derived().half())  # Derived
reveal(Underived())  # Underived


def annotated(a: Union[Net, nn.Dense], b: "Optional[Net]", c: Net | None = None):
    reveal(a)  # ~Net | ~nn.Dense
    reveal(b)  # ~Net
    reveal(c)  # ~Net


def tested(x, y):
    if isinstance((m := x), nn.Cell):
        reveal(m)  # ~nn.Cell
        return m
    reveal(m)  # not mindspore.nn.Cell
    if not isinstance(y, (nn.Cell, Net)):
        reveal(y)  # not mindspore.nn.Cell
    else:
        reveal(y)  # ~Net | ~nn.Cell
    reveal(y)  # ?
    if not isinstance(y, Tensor):
        y = Tensor(y)
    reveal(y)  # ~Tensor


# parameters, by the calls in this file
def run(model, data, scale=None, *, flag=False):
    reveal(model)  # ~Net
    reveal(data)  # ?
    reveal(scale)  # ~nn.ReLU
    reveal(flag)  # ?


run(Net(), 1, flag=True)
run(model=Net(2), data=2, scale=nn.ReLU())


def run_either(model, make):
    reveal(model)  # ~Net | ~Other
    reveal(make)  # type[Net]
    reveal(make(2))  # ~Net


run_either(Net(), Net)
run_either(Other(), Net)


def run_any(model):
    reveal(model)  # ?


run_any(Net())
run_any(unknown)


def run_listed(model):
    reveal(model)  # ?


run_listed(*[Net()])


class Trainer:
    def __init__(self, net, loss=None):
        self.net = net
        self.loss = loss
        self.step(net)

    def step(self, model):
        reveal(model)  # ~Net
        reveal(self.net)  # ~Net
        reveal(self.loss)  # ~nn.MSELoss


trainer = Trainer(Net())
Trainer(Net(), nn.MSELoss())
reveal(trainer.net)  # ~Net


# what construct is called with, by how it is used
class Uses(nn.Cell):
    def __init__(self):
        super().__init__()
        self.fc = nn.Dense(2, 2)
        self.inner = Net()
        self.seq = nn.SequentialCell(nn.Dense(2, 2))

    def construct(self, x, y, z, mask=None, flags=(), lengths=[1], others=None, w=None, v=None, u=None, q=None):
        reveal(x)  # ~Tensor
        reveal(y)  # ~Tensor
        reveal(z)  # ~Tensor
        reveal(mask)  # ~Tensor
        reveal(flags)  # ?
        reveal(lengths)  # ?
        reveal(others)  # ?
        reveal(w)  # ~Tensor
        reveal(v)  # ~Tensor
        reveal(u)  # ?
        reveal(q)  # ~Tensor
        a = self.fc(x)
        b, c = y.shape
        d = ops.relu(z) + mask
        for other in others:
            other.shape
        ops.relu(others)
        self.inner(w)
        self.seq(v)
        len(u)
        u.shape
        return self.helper(a, q) + flags + lengths + q.size(0)

    def helper(self, hidden, other):
        reveal(hidden)  # ~Tensor
        reveal(other)  # ~Tensor
        return hidden.view(-1)


def use(a, b, c):
    reveal(a)  # ~Tensor
    reveal(b)  # ?
    reveal(c)  # ?
    ops.matmul(a, 2)
    b.shape
    isinstance(c, list)
    return ops.relu(c)
