import numpy as np
from mindspore import Tensor, ops

corners = np.array([[1.0, 5.0], [7.0, 2.0]])
left, top = corners.min(axis=0)
value, position = ops.min(Tensor(corners))
