from mindspore import nn
from mindspore.common.initializer import Normal

bias_init = "zeros"
layers = [nn.Dense(4, 2, "normal"), nn.Dense(4, 2, Normal(0.02)), nn.Dense(4, 2, "normal", bias_init)]
