"""What a person still does where the command's fixes don't do all: lines of the fixed file, and what takes their place.

`needed` says why, in both languages; each is shown on the page "What a port becomes".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ByHand:
    """The lines of a model that a person changes: old and new, without their indentation."""

    lines: dict[str, str]
    needed: dict[str, str]


BY_HAND = {
    "decoder": ByHand(
        {
            "ids = ops.cat((ids, next_id), axis=1)": "ids = ops.cat((ids, next_id.astype(ids.dtype)), axis=1)",
        },
        {
            "en": "`ops.cat` joins no int32 with int64",
            "zh": "`ops.cat` 不能拼接 int32 与 int64",
        },
    ),
    "gan": ByHand(
        {"output = gan.netD(fake.detach())": "output = gan.netD(ops.stop_gradient(fake))"},
        {
            "en": "nothing says that what a network returns is a Tensor, which has no `detach`",
            "zh": "无法确定网络返回的是 Tensor，而 Tensor 没有 `detach`",
        },
    ),
    "mixer": ByHand(
        {
            "self.norm1 = norm_layer(dim)": "self.norm1 = norm_layer((dim,))",
            "self.norm2 = norm_layer(dim)": "self.norm2 = norm_layer((dim,))",
            "self.act = act_layer()": "self.act = act_layer(approximate=False)",
        },
        {
            "en": "layers handed over as classes: `nn.LayerNorm` takes a tuple, `nn.GELU` approximates by default",
            "zh": "以类的形式传入的网络层：`nn.LayerNorm` 要求元组，`nn.GELU` 默认使用近似计算",
        },
    ),
}
"""Model -> what is left; the others need nothing."""
