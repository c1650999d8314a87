import torch
from torch import nn

conv = nn.Conv2d(1, 2, 3)
up = nn.ConvTranspose2d(1, 2, 3)
pool = nn.AvgPool2d(2)
image = torch.ones(1, 1, 8, 8)
pooled, flat = nn.functional.avg_pool2d(image, 2), torch.flatten(image)
print(tuple(pooled.shape), tuple(flat.shape), len(list(nn.InstanceNorm2d(2).parameters())))
print(tuple(conv(image).shape), len(list(conv.parameters())), tuple(up(image).shape), tuple(pool(image).shape))

x = torch.tensor([[1.0, -0.5, 3.0]])
gelu, leaky = nn.GELU(), nn.LeakyReLU()
print([round(float(v), 6) for v in gelu(x)[0][:2]])
print([round(float(v), 4) for v in leaky(x)[0]])
print([round(float(v), 4) for v in nn.functional.leaky_relu(x)[0]])

norm = nn.LayerNorm((2,))
value = float(norm(torch.tensor([[0.001, -0.001]]))[0][0])
print(round(value, 3))

deviation = float(torch.std(x))
variance = float(torch.var(x))
print(round(deviation, 4), round(variance, 4))
print([tuple(grid.shape) for grid in torch.meshgrid(torch.tensor([1, 2, 3]), torch.tensor([1, 2]))])
loss = nn.SmoothL1Loss()(x, x)
print(tuple(loss.shape))
table = nn.Embedding(1000, 50)
