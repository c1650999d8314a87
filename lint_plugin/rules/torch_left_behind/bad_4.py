# claim: raises AttributeError: module 'mindspore.mint.nn' has no attribute 'CellList'
# since: 2.5

from mindspore.mint import nn

layers = nn.CellList([nn.Linear(4, 4), nn.ReLU()])  # expect: MSP116
print(len(layers))
