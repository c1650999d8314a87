"""Tensors: where they come from, what their members are, what ends them."""

import mindspore as ms
import mindspore.numpy as mnp
import mindspore.ops.functional as F
import numpy as np
from mindspore import Parameter, Tensor, mint, nn, ops
from mindspore.common.initializer import initializer
from mindspore.common.tensor import Tensor as T
from mindspore.ops import operations as P

x = Tensor(np.ones((2, 3)), ms.float32)
reveal(x)  # Tensor
reveal(ms.Tensor([1]))  # Tensor
reveal(T([1]))  # Tensor
reveal(ms.tensor(1))  # Tensor
reveal(ms.Tensor.from_numpy(np.ones(3)))  # Tensor
reveal(Parameter(x, name="x"))  # Parameter
reveal(initializer("ones", (2,)))  # Tensor

# functions, by data
reveal(ops.abs(x))  # Tensor
reveal(F.softmax(x))  # Tensor
reveal(mint.nn.functional.relu(x))  # Tensor
reveal(mnp.ones(3))  # Tensor
reveal(ops.max(x, 1))  # tuple[Tensor, Tensor]
reveal(ops.max(x, 1)[0])  # Tensor
values, indices = ops.topk(x, 1)
reveal(values)  # Tensor
reveal(ops.split(x, 1))  # [Tensor]
reveal(ops.split(x, 1)[0])  # ~Tensor
reveal(mint.max(x))  # Tensor
reveal(mint.max(x, 1))  # tuple[Tensor, Tensor]
reveal(mint.max(x, dim=1))  # tuple[Tensor, Tensor]
reveal(mint.unique(x, return_inverse=True))  # [Tensor]
reveal(mint.unique(x, return_inverse=False))  # Tensor
reveal(ops.shape(x))  # [int]
reveal(ops.is_tensor(x))  # bool
reveal(ops.stop_gradient(x))  # Tensor
reveal(ops.stop_gradient((x, x)))  # tuple[Tensor, Tensor]
reveal(ops.no_such_function(x))  # ?

# members
reveal(x.shape)  # [int]
reveal(x.shape[0])  # int
reveal(x.T)  # Tensor
reveal(x.dtype)  # mindspore.dtype
reveal(x.size)  # int
reveal(x.sum())  # Tensor
reveal(x.view(-1).sum(axis=0, keepdims=True))  # Tensor
reveal(x.asnumpy())  # numpy.ndarray
reveal(x.asnumpy().sum())  # numpy.ndarray.sum
reveal(x.item())  # Tensor | float
reveal(x.max())  # Tensor
reveal(x.max(axis=1))  # Tensor
reveal(x.max(1))  # Tensor | tuple[Tensor, Tensor]
reveal(x.max(axis=1, return_indices=True))  # tuple[Tensor, Tensor]
reveal(x.sort())  # tuple[Tensor, Tensor]
reveal(x.chunk(2))  # [Tensor]
reveal(x.no_such_method())  # ?
# what torch has and MindSpore lacks gives what it gives there
reveal(x.cpu())  # Tensor
reveal(x.detach().numpy())  # numpy.ndarray
reveal(x.cuda().sum())  # Tensor
reveal(x.requires_grad_())  # Tensor
reveal(x.grad)  # Tensor
reveal(x.size())  # int

# operators
reveal(x + 1)  # Tensor
reveal(1 - x)  # Tensor
reveal(-x)  # Tensor
reveal(x @ x.T)  # Tensor
reveal(x > 0)  # Tensor
reveal(x is None)  # bool
reveal(x[0])  # Tensor
reveal(x[:, None])  # Tensor
reveal(x[1:])  # Tensor
reveal(np.ones(3) * x)  # ?
reveal("%s" % x)  # ?
reveal(unknown * x)  # ~Tensor
reveal([x] * 2)  # [Tensor]
reveal([x] + [x])  # [Tensor]
for row in x:
    reveal(row)  # Tensor
y = x
y += 1
reveal(y)  # Tensor
y *= 2
reveal(y)  # Tensor
y = y.asnumpy()
reveal(y)  # numpy.ndarray
reveal([x, x])  # [Tensor]
reveal((x, 1))  # tuple[Tensor, int]

# layers and primitives
fc = nn.Dense(2, 3)
reveal(fc(x))  # Tensor
reveal(fc.weight)  # Parameter
reveal(fc.weight.shape)  # [int]
reveal(fc.in_channels)  # method in_channels
reveal(nn.LSTM(2, 3)(x))  # tuple[Tensor, tuple[Tensor, Tensor]]
out, (h, c) = nn.LSTM(2, 3)(x)
reveal(h)  # Tensor
reveal(P.ReduceSum(keep_dims=True)(x))  # Tensor
reveal(ops.TopK()(x, 1))  # tuple[Tensor, Tensor]
reveal(nn.MaxPool2d(2)(x))  # Tensor
reveal(nn.MaxPool2d(2, pad_mode="pad", return_indices=True)(x))  # ?
reveal(nn.SequentialCell(nn.Dense(2, 3), nn.ReLU())(x))  # ~Tensor
reveal(nn.CrossEntropyLoss()(x, x))  # Tensor
reveal(nn.Cell()(x))  # ?
reveal(fc.trainable_params()[0])  # ~Parameter
reveal([p.data for p in fc.get_parameters()])  # [~Tensor]
reveal(ms.ParameterTuple(fc.trainable_params()))  # [~Parameter]


# by what is tested, and said
def say(a: Tensor, b: "ms.Tensor", c: ms.Tensor | None, d, *rest: Tensor):
    reveal(a)  # ~Tensor
    reveal(b)  # ~Tensor
    reveal(c)  # ~Tensor
    reveal(rest)  # [~Tensor]
    reveal(d)  # ?
    if isinstance(d, Tensor):
        reveal(d)  # ~Tensor
        d = d.asnumpy()
        reveal(d)  # numpy.ndarray
    else:
        reveal(d)  # ?
    if isinstance(d, (list, tuple)):
        reveal(d)  # ~builtins.list | ~builtins.tuple
