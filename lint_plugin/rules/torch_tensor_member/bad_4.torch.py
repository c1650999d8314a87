import torch


def rows(batch):
    return batch.size(0)


x = torch.ones(2, 3)
print(x.size(0), list(map(rows, [x])))
