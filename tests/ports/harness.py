"""Runs a model of tests/ports as a module of its own, under torch or under MindSpore, and prints what it gives.

This file's text stands behind a model's in a program that is run where one of the frameworks is installed; it needs
nothing else. The weights are drawn from a seed, in the order of torch's `state_dict`, and given to the parameters of
the same names.
"""

import json
import random

NEW_NAMES = {"moving_mean": "running_mean", "moving_variance": "running_var", "gamma": "weight", "beta": "bias",
             "embedding_table": "weight", "w": "weight"}  # fmt: skip
"""What MindSpore's layers call otherwise."""


class Draw:
    """Numbers from a seed, as nested lists of a shape."""

    def __init__(self, seed):
        self._random = random.Random(seed)

    def _nested(self, one, shape):
        return [self._nested(one, shape[1:]) for _ in range(shape[0])] if shape else one()

    def normal(self, *shape):
        return self._nested(lambda: self._random.gauss(0, 1), shape)

    def uniform(self, *shape):
        return self._nested(self._random.random, shape)

    def integers(self, low, high, *shape):
        return self._nested(lambda: self._random.randrange(low, high), shape)


def weights(shapes):
    """Return (name, values) of each weight: small ones; where they scale or are a variance, such as are near to 1."""
    draw = Draw(1)
    found = []
    for name, shape in shapes:
        scales = len(shape) == 1 and name.rpartition(".")[2] in ("weight", "running_var")
        values = draw.uniform(*shape) if scales else draw.normal(*shape)
        found.append((name, values, 0.5 if scales else 0.0, 1.0 if scales else 0.2))
    return found


def flat(value):
    """Return the tensors in nested tuples and lists."""
    return [one for part in value for one in flat(part)] if isinstance(value, (tuple, list)) else [value]


def in_torch(build, inputs, compute):
    """Print the shapes of a model's weights, and what it gives."""
    import torch

    net = build()
    state = [*net.named_parameters(), *(pair for pair in net.named_buffers() if "running" in pair[0])]
    shapes = [(name, tuple(one.shape)) for name, one in state]
    state = {name: torch.tensor(values) * scale + offset for name, values, offset, scale in weights(shapes)}
    net.load_state_dict(state, strict=False)
    outputs = flat(compute(net, *map(torch.tensor, inputs(Draw(0)))))
    print(json.dumps({"shapes": shapes, "outputs": [one.tolist() for one in outputs]}))


def in_mindspore(build, inputs, compute, shapes):
    """Print which of torch's weights a ported model has no place for, and what it gives.

    Whole numbers are int32, which MindSpore's losses ask for.
    """
    import mindspore

    net = build()
    places = {}
    for name, parameter in net.parameters_and_names():
        above, _, leaf = name.rpartition(".")
        places[name] = places[f"{above}.{NEW_NAMES.get(leaf, leaf)}".lstrip(".")] = parameter
    left = []
    for name, values, offset, scale in weights(shapes):
        if name in places:
            tensor = (mindspore.Tensor(values, mindspore.float32) * scale + offset).reshape(places[name].shape)
            places[name].set_data(mindspore.Tensor(tensor.asnumpy()))  # BatchNorm changes no calculated one in place
        else:
            left.append(name)
    given = [mindspore.Tensor(one) for one in inputs(Draw(0))]
    given = [one.astype(mindspore.int32) if one.dtype == mindspore.int64 else one for one in given]
    outputs = flat(compute(net, *given))
    print(json.dumps({"left": left, "outputs": [one.asnumpy().tolist() for one in outputs]}))
