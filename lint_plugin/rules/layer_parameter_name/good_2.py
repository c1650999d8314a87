from mindspore import Parameter, nn, ops


class Norm(nn.LayerNorm):
    def __init__(self, shape):
        super().__init__(shape)
        self.weight = Parameter(ops.ones(shape))


def fill(cell):
    if isinstance(cell, nn.Dense):
        return cell.weight.shape
    if isinstance(cell, nn.BatchNorm2d) and hasattr(cell, "weight"):
        return cell.weight.shape
    return ()


def reset(layer):
    if layer.__class__.__name__.find("Dense") != -1:
        return layer.weight.shape
    return ()


reset(nn.BatchNorm1d(4))
norm = Norm((2,))
print(norm.weight.shape, fill(nn.Dense(2, 3)), fill(nn.BatchNorm2d(2)))
