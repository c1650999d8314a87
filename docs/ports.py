"""The table of the page "What a port becomes": what the models of tests/ports become, as they were run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lint_plugin.language import Text
from tests.ports.by_hand import BY_HAND

PORTS = Path(__file__).resolve().parents[1] / "tests" / "ports"
COLUMNS = (
    Text("Model", "模型"),
    Text("The naive port", "仅改导入的移植"),
    Text("Findings fixed", "修复的告警"),
    Text("After the fixes", "修复之后"),
    Text("By hand", "手动修改"),
)
_EQUAL = Text("equals torch", "与 torch 一致")
_DIFFERS = Text("runs, and differs from torch", "可以运行，但与 torch 不一致")
_NOTHING = Text("nothing", "无")
_LINES = Text("{count} lines: {needed}", "{count} 行：{needed}")
_LINE = Text("1 line: {needed}", "1 行：{needed}")


def rows(language: str) -> list[tuple[str, ...]]:
    """Return a row of Markdown for each model, in the order of COLUMNS."""
    results: dict[str, dict[str, Any]] = json.loads((PORTS / "results.json").read_text(encoding="utf-8"))
    return [
        (
            f"`{name}.py`: {_title(name, language)}",
            _outcome(result["naive"], language),
            str(result["fixed"]),
            _outcome(result["mended"], language),
            _by_hand(name, result, language),
        )
        for name, result in results.items()
    ]


def _title(name: str, language: str) -> str:
    return TITLES[name].format(language)


def _outcome(text: str, language: str) -> str:
    if text in ("equal", "differs"):
        return (_EQUAL if text == "equal" else _DIFFERS).format(language)
    kind, _, message = text.partition(": ")
    message = message.replace("__", r"\_\_").replace("<", "&lt;")
    return f"`{kind}`: {message}"


def _by_hand(name: str, result: Mapping[str, Any], language: str) -> str:
    if not result["by_hand"]:
        return _NOTHING.format(language)
    needed = BY_HAND[name].needed[language]
    return (_LINE if result["by_hand"] == 1 else _LINES).format(language, count=result["by_hand"], needed=needed)


TITLES = {
    "autoencoder": Text("a variational autoencoder", "变分自编码器"),
    "bert": Text("two layers of BERT", "两层 BERT"),
    "decoder": Text("a decoder with a cache", "带缓存的解码器"),
    "detection": Text("a detector's head", "检测头"),
    "ema": Text("a moving average of weights", "权重的滑动平均"),
    "gan": Text("the networks of a DCGAN", "DCGAN 的两个网络"),
    "lstm": Text("an LSTM that classifies", "LSTM 分类器"),
    "mixer": Text("an MLP-Mixer", "MLP-Mixer"),
    "resnet": Text("a small ResNet", "小型 ResNet"),
    "training": Text("a training loop", "训练循环"),
    "unet": Text("a U-Net", "U-Net"),
    "vit": Text("a ViT", "ViT"),
}
