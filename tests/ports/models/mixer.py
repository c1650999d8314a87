"""An MLP-Mixer: networks over patches and over channels, stochastic depth."""

import torch
from functools import partial
from torch import nn, matmul
from torch.nn.init import xavier_uniform_, zeros_


def drop_path(x, drop_prob: float = 0.0, training: bool = False):
    if drop_prob == 0.0 or not training:
        return x
    keep_prob = 1 - drop_prob
    shape = (x.shape[0],) + (1,) * (x.ndim - 1)
    random_tensor = x.new_empty(shape).bernoulli_(keep_prob)
    return x * random_tensor.div_(keep_prob)


class DropPath(nn.Module):
    def __init__(self, drop_prob: float = 0.0):
        super().__init__()
        self.drop_prob = drop_prob

    def forward(self, x):
        return drop_path(x, self.drop_prob, self.training)

    def extra_repr(self):
        return f"drop_prob={self.drop_prob}"


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, act_layer=nn.GELU, drop=0.0):
        super().__init__()
        hidden_features = hidden_features or in_features
        self.fc1 = nn.Linear(in_features, hidden_features)
        self.act = act_layer()
        self.fc2 = nn.Linear(hidden_features, in_features)
        self.drop = nn.Dropout(p=drop)

    def forward(self, x):
        return self.drop(self.fc2(self.drop(self.act(self.fc1(x)))))


class MixerBlock(nn.Module):
    def __init__(self, dim, seq_len, norm_layer=partial(nn.LayerNorm, eps=1e-6), act_layer=nn.GELU, drop_path=0.0):
        super().__init__()
        self.norm1 = norm_layer(dim)
        self.mlp_tokens = Mlp(seq_len, dim // 2, act_layer=act_layer)
        self.drop_path = DropPath(drop_path) if drop_path > 0.0 else nn.Identity()
        self.norm2 = norm_layer(dim)
        self.mlp_channels = Mlp(dim, dim * 4, act_layer=act_layer)

    def forward(self, x):
        x = x + self.drop_path(self.mlp_tokens(self.norm1(x).transpose(1, 2)).transpose(1, 2))
        return x + self.drop_path(self.mlp_channels(self.norm2(x)))


class MlpMixer(nn.Module):
    def __init__(self, num_classes=10, patch_size=8, num_blocks=3, embed_dim=32, drop_path_rate=0.1):
        super().__init__()
        self.stem = nn.Conv2d(3, embed_dim, kernel_size=patch_size, stride=patch_size)
        rates = [x.item() for x in torch.linspace(0, drop_path_rate, num_blocks)]
        self.blocks = nn.Sequential(*[MixerBlock(embed_dim, 16, drop_path=rate) for rate in rates])
        self.norm = nn.LayerNorm(embed_dim, eps=1e-6)
        self.mix = nn.Parameter(torch.empty(embed_dim, embed_dim))
        self.head = nn.Linear(embed_dim, num_classes, bias=True)
        xavier_uniform_(self.mix)
        for name, module in self.named_modules():
            if isinstance(module, nn.Linear):
                xavier_uniform_(module.weight)
                zeros_(module.bias)

    def forward(self, x):
        x = self.stem(x)
        x = x.flatten(2).transpose(1, 2)
        x = self.norm(self.blocks(x))
        x = matmul(x, self.mix).mean(dim=1)
        return self.head(x)


def build():
    return MlpMixer()


def inputs(draw):
    return [draw.normal(2, 3, 32, 32)]


def compute(model, x):
    model.train(False)
    with torch.inference_mode():
        return model(x)
