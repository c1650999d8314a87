# claim: raises ValueError: For 'Dropout', the 'keep_prob' must be a number in range (0, 1], but got 0.0.

from mindspore import nn

layer = nn.Dropout(0.0)  # expect: MSP113
print("made")
