"""What takes the place of `cuda`, `cpu` and `to`: the dtype is the Cell's, the device is the whole program's."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from lint_plugin.checks import Access, RuleContext, written_arguments
from lint_plugin.language import Text
from lint_plugin.mindspore import devices, dtypes, versions

METHODS = {"cpu": "CPU", "cuda": "GPU", "to": ""}
"""The methods, with the device that each names; `to` is told."""
_TARGETS = {"cuda": "GPU", "cpu": "CPU", "npu": "Ascend"}
"""MindSpore's names of torch's devices."""
_OPTIONS = frozenset({"non_blocking", "copy", "memory_format", "device_id"})


@dataclass(frozen=True)
class Placement:
    """What a call of `cuda`, `cpu` or `to` asks for, None where it doesn't: a dtype, a device or what may be one.

    `target` is MindSpore's name of the device, empty where the source doesn't tell which.
    """

    dtype: ast.expr | None
    device: ast.expr | None
    target: str


def placement(access: Access, context: RuleContext) -> Placement:
    """Return what an access of one of the METHODS asks for. What isn't surely a dtype is taken for a device."""
    call, target = access.call, METHODS[access.name]
    if call is None:
        return Placement(None, None, target)
    values = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg not in _OPTIONS)]
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    dtype = given.get("dtype") or next((value for value in values if _is_dtype(value, context)), None)
    device = given.get("device") or next((value for value in values[:1] if value is not dtype), None)
    if not target and device is not None:
        text = _beginning(device, context)
        target = next((name for prefix, name in _TARGETS.items() if text.lower().startswith(prefix)), "")
    return Placement(dtype, device, target)


def names_cuda(node: ast.expr | None, context: RuleContext) -> bool:
    """Return whether an expression is a text that names torch's device `cuda`."""
    return node is not None and _beginning(node, context).startswith("cuda")


def set_once(access: Access, asked: Placement, version: versions.Version | None, context: RuleContext) -> Text:
    """Return the clause that tells to drop a call, and how the version sets the device."""
    call = access.call
    dropped = f".{access.name}" if call is None else f".{access.name}({written_arguments(call)})"
    settings = devices.settings(asked.target or "CPU", version)
    spelled = [context.spelled_in(code, access.node) for code in settings]
    lacking = any(code.import_line for code in spelled)  # an import of a name that only some versions have may fail
    codes = list(settings) if lacking else [code.text for code in spelled]
    english, chinese = codes[0], codes[0]
    if len(codes) > 1:
        since = versions.spell(devices.SET_DEVICE)
        english = f"{codes[0]}, or before MindSpore {since} {codes[1]}"
        chinese = f"{codes[0]}，MindSpore {since} 之前为 {codes[1]}"
    if not asked.target:
        english, chinese = f'{english}, "GPU" and "Ascend" likewise', f'{chinese}，"GPU"、"Ascend" 同理'
    if lacking:
        english, chinese = f"{english} (needs 'import mindspore')", f"{chinese}（需要 'import mindspore'）"
    return Text(
        f"drop '{dropped}', and set the device once, before the network is made: {english}",
        f"去掉 '{dropped}'，并在创建网络之前统一设置一次设备：{chinese}",
    )


def _is_dtype(node: ast.expr, context: RuleContext) -> bool:
    """Return whether an expression is surely a dtype: by what it is, or by how it is called."""
    known = context.origin(node) or node
    for expression in (node, known):
        path = context.qualified_name(expression) or ""
        name = path or getattr(expression, "attr", "") or getattr(expression, "id", "")
        leaf = name.rpartition(".")[2]
        if leaf in dtypes.NAMES or leaf.endswith("dtype"):
            return True
    return False


def _beginning(node: ast.expr, context: RuleContext) -> str:
    """Return how the text begins that an expression is, empty for what isn't known to be one."""
    known = context.origin(node) or node
    if isinstance(known, ast.JoinedStr) and known.values:
        known = known.values[0]
    return known.value if isinstance(known, ast.Constant) and isinstance(known.value, str) else ""
