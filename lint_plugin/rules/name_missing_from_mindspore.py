"""MSP109: names of torch that MindSpore's namespaces lack."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator

from lint_plugin.mindspore import namespaces, versions
from lint_plugin.rules.rule import (
    Documentation,
    Example,
    Look,
    Report,
    Rule,
    Span,
    Text,
    access_span,
    receiver_of,
    written,
)
from lint_plugin.semantics import guards, patches
from lint_plugin.semantics.scopes import FunctionNode
from lint_plugin.semantics.values import Confidence, External, members


class NameMissingFromMindspore(Rule):
    """A name of torch, looked for in a namespace of MindSpore that lacks it."""

    code = "MSP109"
    symbol = "name-missing-from-mindspore"
    summary = Text(
        en="A name of torch is taken from a MindSpore namespace that has no such name.",
        zh="从 MindSpore 的命名空间取用了 PyTorch 才有的名称。",
    )
    topics = ("mapping_table",)
    namespaces = namespaces.NAMESPACES
    messages = {
        "never": Text(
            en="no MindSpore version has '{written}': {remedy}", zh="任何 MindSpore 版本都没有 '{written}'：{remedy}"
        ),
        "version": Text(
            en="MindSpore {version} has no '{written}': {remedy}",
            zh="MindSpore {version} 中不存在 '{written}'：{remedy}",
        ),
    }
    documentation = {
        "en": Documentation(
            reports="A name that torch has, taken from a namespace of MindSpore that lacks it: an attribute "
            "(`nn.Module`, `nn.functional.relu`, `mint.nn.init`), `getattr(nn, 'Module')`, or an import (`from "
            "mindspore.nn import Sequential`, `import mindspore.nn.functional as F`). Judged are `mindspore`, "
            "`mindspore.nn`, `mindspore.ops`, `mindspore.mint`, its `nn`, `nn.functional`, `optim` and `distributed`, "
            "`mindspore.nn.optim`, `mindspore.experimental.optim` and `mindspore.common.initializer`. Without a known "
            "MindSpore version only names that no version has are reported; of versions whose names weren't read, those "
            "that neither neighbour has.",
            why="The access raises `AttributeError: module 'mindspore.nn' has no attribute 'Module'`, the import "
            "`ImportError`: what is left when an import was ported and its uses weren't. In the body of a function "
            "nothing shows it before the function runs.",
            instead="Write the name that MindSpore has: `nn.Cell` for `nn.Module`, `nn.SequentialCell` for "
            "`nn.Sequential`, `nn.CellList` for `nn.ModuleList`, `mindspore.Parameter` for `nn.Parameter`, "
            "`mindspore.ops` or `mindspore.mint.nn.functional` for `nn.functional`, `mindspore.common.initializer` for "
            "`nn.init`. The message names it, where there is one.",
            exceptions="Names that the project puts there itself (`nn.Module = nn.Cell`), in the file or in a module "
            "that it imports; code guarded by `hasattr`, by a `try` that catches the error or by a test of MindSpore's "
            "version; code that doesn't run: under `if False` or `if TYPE_CHECKING`, and annotations that aren't "
            "evaluated; a project that has a package `mindspore` of its own; names of which torch knows nothing. What "
            "is taken from a missing name isn't reported again.",
        ),
        "zh": Documentation(
            reports="从 MindSpore 的命名空间取用只有 torch 才有的名称：属性（`nn.Module`、`nn.functional.relu`、"
            "`mint.nn.init`）、`getattr(nn, 'Module')`，或导入（`from mindspore.nn import Sequential`、"
            "`import mindspore.nn.functional as F`）。检查的命名空间有 `mindspore`、`mindspore.nn`、`mindspore.ops`、"
            "`mindspore.mint` 及其 `nn`、`nn.functional`、`optim`、`distributed`，以及 `mindspore.nn.optim`、"
            "`mindspore.experimental.optim`、`mindspore.common.initializer`。未知 MindSpore 版本时，只报告所有版本都没有"
            "的名称；对没有读取过名称的版本，只报告前后两个版本都没有的名称。",
            why="该访问抛出 `AttributeError: module 'mindspore.nn' has no attribute 'Module'`，导入则抛出 `ImportError`："
            "通常是迁移了导入语句而没有迁移其使用之处。如果位于函数体内，函数执行之前不会暴露。",
            instead="改用 MindSpore 的名称：`nn.Module` 改为 `nn.Cell`，`nn.Sequential` 改为 `nn.SequentialCell`，"
            "`nn.ModuleList` 改为 `nn.CellList`，`nn.Parameter` 改为 `mindspore.Parameter`，`nn.functional` 改为 "
            "`mindspore.ops` 或 `mindspore.mint.nn.functional`，`nn.init` 改为 `mindspore.common.initializer`。有对应"
            "名称时，消息会给出。",
            exceptions="项目自己补上的名称（在本文件或其导入的模块中写 `nn.Module = nn.Cell`）；由 `hasattr`、捕获该错误的 "
            "`try` 或 MindSpore 版本判断保护的代码；不会执行的代码：`if False`、`if TYPE_CHECKING` 之下，以及不求值的类型"
            "标注；自带 `mindspore` 包的项目；torch 也没有的名称。从缺失的名称再取用的内容不重复报告。",
        ),
    }
    bad = (
        Example(
            "from mindspore import nn\n\nnet = nn.Sequential(nn.Linear(4, 4), nn.ReLU())\n",
            (3,),
            "raises AttributeError: module 'mindspore.nn' has no attribute 'Sequential'",
        ),
        Example(
            "import mindspore as ms\nfrom mindspore import nn, ops\n\nx = ops.ones((2, 2), ms.float32)\n"
            "y = nn.functional.relu(x)\n",
            (5,),
            "raises AttributeError: module 'mindspore.nn' has no attribute 'functional'",
        ),
        Example(
            "from mindspore.nn import ModuleList\n",
            (1,),
            "raises ImportError: cannot import name 'ModuleList' from 'mindspore.nn'",
        ),
    )
    good = (
        Example(
            "import mindspore as ms\nfrom mindspore import nn, ops\n\nnet = nn.SequentialCell(nn.Dense(4, 4), nn.ReLU())\n"
            "y = ops.relu(net(ops.ones((2, 4), ms.float32)))\n",
            claim="works",
        ),
        Example(
            "from mindspore import nn\n\nlayers = nn.ModuleList if hasattr(nn, 'ModuleList') else nn.CellList\n"
            "net = layers([nn.Dense(4, 4)])\n",
            claim="works",
        ),
    )

    def asks_for(self, namespace: str, name: str, version: versions.Version | None) -> bool:
        """Return whether the namespace lacks the name."""
        return namespaces.lacks(namespace, name, version)

    def check_name(self, node: ast.expr, name: str, look: Look) -> Iterator[Report]:
        """Yield a report for an attribute access on a namespace that lacks the name."""
        if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            return
        spaces = [part.path if isinstance(part, External) else "" for part in members(look.value(receiver_of(node)))]
        if not all(namespaces.lacks(space, name, look.settings.mindspore_version) for space in spaces):
            return
        if _is_left_alone(node, spaces, name, guards.MISSING, look):
            return
        parent = look.places.parent(node)
        member = parent.attr if isinstance(parent, ast.Attribute) and parent.value is node else ""
        receiver = written(receiver_of(node))
        confidence = Confidence.HIGH if len(spaces) == 1 else Confidence.INFERRED
        yield _report(access_span(node), (spaces[0], name, member), receiver, confidence, look)

    def check_import(self, statement: ast.Import | ast.ImportFrom, look: Look) -> Iterator[Report]:
        """Yield a report for each name that a statement imports from a namespace that lacks it."""
        for alias in statement.names:
            for path, span in _imported(statement, alias, look):
                space, _, name = path.rpartition(".")
                if not namespaces.lacks(space, name, look.settings.mindspore_version):
                    continue
                if not _is_left_alone(statement, [space], name, guards.MISSING_IMPORT, look):
                    yield _report(span, (space, name, ""), space, Confidence.HIGH, look)
                break


def _imported(statement: ast.Import | ast.ImportFrom, alias: ast.alias, look: Look) -> Iterator[tuple[str, Span]]:
    """Yield (dotted name, where it is written) of what an import needs, the outermost module first."""
    if isinstance(statement, ast.ImportFrom):
        module = "" if statement.level else statement.module or ""
        line = look.module.text.line(statement.lineno).encode("utf-8", "surrogatepass")
        start = max(line.find(module.encode(), statement.col_offset + len("from")), statement.col_offset)
        yield from _prefixes(module, Span(statement.lineno, start, statement.lineno, start + len(module)))
        yield f"{module}.{alias.name}", _span(alias, len(alias.name))
    else:
        yield from _prefixes(alias.name, _span(alias, len(alias.name)))


def _span(alias: ast.alias, length: int) -> Span:
    return Span(alias.lineno, alias.col_offset, alias.lineno, alias.col_offset + length)


def _prefixes(dotted: str, span: Span) -> Iterator[tuple[str, Span]]:
    for position, character in enumerate(f"{dotted}."):
        if character == ".":
            yield dotted[:position], span


def _is_left_alone(node: ast.AST, spaces: list[str], name: str, errors: frozenset[str], look: Look) -> bool:
    """Return whether the name is there after all, or nothing runs into its absence."""
    return (
        guards.guarded(look.places, node, name, errors=errors)
        or guards.for_type_checkers(look.places, node)
        or _is_unevaluated(node, look)
        or patches.on_external(look.model, name, look.module, frozenset(spaces))
        or _has_own_mindspore(look)
    )


def _is_unevaluated(node: ast.AST, look: Look) -> bool:
    """Return whether a node stands in an annotation that isn't evaluated: a local's, or any under the future import."""
    postponed = any(
        isinstance(statement, ast.ImportFrom)
        and statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in look.module.tree.body
    )
    for child, parent in look.places.steps(node):
        if isinstance(parent, ast.AnnAssign) and child is parent.annotation:
            return postponed or isinstance(look.scope(parent).node, FunctionNode)
        if isinstance(parent, ast.arg) or (isinstance(parent, FunctionNode) and child is parent.returns):
            return postponed
    return False


def _has_own_mindspore(look: Look) -> bool:
    """Return whether an import of `mindspore` finds a package of the project itself, of which nothing is known."""
    project = look.model.project
    return any(
        "mindspore" in project.entries(root) and project.is_package(os.path.join(root, "mindspore"))
        for root in project.roots(look.module.directory)
        if os.path.basename(root) not in ("site-packages", "dist-packages")
    )


def _report(span: Span, missing: tuple[str, str, str], receiver: str, confidence: Confidence, look: Look) -> Report:
    """Return the report on (namespace, name, what is taken from it); the receiver is the namespace as it is written."""
    space, name, member = missing
    version = look.settings.mindspore_version
    message = "never" if namespaces.lacks(space, name, None) else "version"
    found = namespaces.replacements(space, name, version, member)
    inside = f"{space}."
    code = " / ".join(f"{receiver}.{one.removeprefix(inside)}" if one.startswith(inside) else one for one in found)
    fields: dict[str, str | Text] = {
        "written": f"{receiver}.{name}",
        "version": "" if version is None else versions.spell(version),
        "remedy": Text(f"write {code}", f"请写成 {code}") if code else _LOOK_UP,
    }
    return Report(span, message, confidence, fields, topics=(namespaces.document(space, name),))


_LOOK_UP = Text(
    "the mapping table says what MindSpore has for it, if anything",
    "对应的接口（如果有）见映射表",
)
