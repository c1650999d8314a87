from mindspore import nn

layer = nn.Embedding(10, 3, padding_idx=0)
print(len(layer.trainable_params()))
