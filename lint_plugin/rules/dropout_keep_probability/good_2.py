from mindspore import nn

drop_rate = 0.1
keep_prob = 0.9
layers = [nn.Dropout(1 - drop_rate), nn.Dropout(keep_prob), nn.Dropout(0.9), nn.Dropout2d(0.1)]
