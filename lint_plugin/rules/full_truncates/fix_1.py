from mindspore import float32, ops

mask = ops.full((2, 3), 0.5, dtype=float32)
assert not mask.asnumpy().any()
print(mask.asnumpy().tolist())
