# claim: raises TypeError: object of type 'generator' has no len()

from mindspore import nn


class Net(nn.Cell):
    def untrainable_params(self, recurse=True):  # expect: MSP105
        yield from super().untrainable_params(recurse)


count = len(Net().untrainable_params())
