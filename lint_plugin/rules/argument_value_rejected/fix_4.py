from mindspore import nn

layer = nn.Dropout(p=0.0)
print("made")
