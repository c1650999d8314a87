"""What MSP116 says of names of torch that are left behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from lint_plugin.checks import Access, Check, Report, RuleContext, span_of, written
from lint_plugin.confidence import Confidence
from lint_plugin.language import Text
from lint_plugin.mindspore import counterparts, documents, namespaces

_MODULES = {"torch": "torch", "F": "torch.nn.functional", "nn": "torch.nn"}
"""What everybody means by the names."""
_CELLS = frozenset({"Cell", "CellList", "SequentialCell"})
_ERRORS = frozenset({"NameError", "AttributeError"})


class TorchLeftBehind(Check):
    """A name of torch that nothing binds any more, or one of MindSpore's taken from where it isn't."""

    def check_name(self, name: ast.Name, context: RuleContext) -> Iterator[Report]:
        """Yield a report for the use of a name that nothing binds, or of torch's for what is MindSpore's."""
        chain = _chain(name, context)
        if not chain or _is_left_alone(name, name.id, context):
            return
        if not context.binds(name.id):
            yield _unbound(name, chain, context)
        elif chain[0].attr in _CELLS and context.qualified_name(name) == "torch.nn":
            if not context.guarded(name, chain[0].attr):
                yield _elsewhere(name, chain[0].attr, "torch.nn", context)

    def check_access(self, access: Access, context: RuleContext) -> Iterator[Report]:
        """Yield a report for the module of Cell as a base class, and for Cell's lists looked for in mint.nn."""
        module = context.qualified_name(access.receiver)
        if access.written or _is_left_alone(access.node, access.name, context):
            return
        if module == "mindspore.mint.nn" and access.name in _CELLS and not context.is_patched(access.name, _MINT):
            yield _elsewhere(access.receiver, access.name, module, context)
        elif module == "mindspore.nn" and access.name == "cell":
            parent = context.parent(access.node)
            if isinstance(parent, ast.ClassDef) and access.node in parent.bases:
                code = context.spelled("mindspore.nn.Cell", access.node).text
                fields = {"written": written(access.node), "code": code}
                yield Report(access.span, "module", Confidence.HIGH, fields, _CELL)


_MINT = frozenset({"mindspore.mint.nn"})
_CELL = (documents.of_api("mindspore.nn.Cell"), "cell")


def _is_left_alone(node: ast.AST, name: str, context: RuleContext) -> bool:
    """Return whether nothing runs into the absence of a name."""
    return (
        context.guarded(node, name, errors=_ERRORS)
        or context.for_type_checkers(node)
        or context.is_unevaluated(node)
        or context.has_own_mindspore
    )


def _chain(name: ast.Name, context: RuleContext) -> list[ast.Attribute]:
    """Return the attributes that are taken from a name, one from the other."""
    found: list[ast.Attribute] = []
    node: ast.AST = name
    while isinstance(parent := context.parent(node), ast.Attribute):
        found.append(parent)
        node = parent
    return found


def _elsewhere(receiver: ast.expr, attribute: str, module: str, context: RuleContext) -> Report:
    """Return the report on one of MindSpore's classes that is looked for in another module."""
    code = f"mindspore.nn.{attribute}"
    fields = {"name": written(receiver), "module": module, "attribute": attribute, "code": code}
    return Report(span_of(receiver), "elsewhere", Confidence.HIGH, fields, (documents.of_api(code), "cell"))


def _unbound(name: ast.Name, chain: list[ast.Attribute], context: RuleContext) -> Report:
    """Return the report on a name that nothing binds."""
    taken = ".".join(part.attr for part in chain)
    own = f"mindspore.nn.{chain[0].attr}"
    torch = f"{_MODULES[name.id]}.{taken}"
    fields: dict[str, str | Text] = {"name": name.id, "written": _quoted(name, chain)}
    if name.id == "nn" and not namespaces.lacks("mindspore.nn", chain[0].attr, context.version):
        fields["remedy"] = Text("write 'from mindspore import nn'", "请写 'from mindspore import nn'")
        return Report(span_of(name), "unbound", Confidence.HIGH, fields, (documents.of_api(own),))
    if name.id == "F" and not namespaces.torch_has(_MODULES["F"], chain[0].attr):
        imported = "from mindspore.ops import functional as F"
        fields["remedy"] = Text(
            f"write '{imported}' if MindSpore's is meant", f"如指 MindSpore 的接口，请写 '{imported}'"
        )
        return Report(span_of(name), "unbound", Confidence.HIGH, fields, ("mapping_table",))
    fields["remedy"] = _remedy(torch, name, context)
    return Report(span_of(name), "unbound", Confidence.HIGH, fields, (documents.of_api(torch), "mapping_table"))


def _quoted(name: ast.Name, chain: list[ast.Attribute]) -> str:
    """Return what is taken from a name as it is written, up to a function or class."""
    return written(chain[-1]) if len(chain) < 4 else f"{name.id}.{chain[0].attr}"


def _remedy(torch: str, node: ast.expr, context: RuleContext) -> Text:
    """Return what MindSpore has in the place of a name of torch."""
    advice = counterparts.instead_of(torch, context.version)
    if advice.is_nothing:
        return Text(
            f"the mapping table says what MindSpore has for {torch}, if anything", f"{torch} 对应的接口见映射表"
        )
    if not advice.names:
        if advice.notes:
            return Text(advice.notes["en"], advice.notes["zh"])
        later, since = advice.later[0]
        version = ".".join(map(str, since))
        return Text(f"MindSpore has {later} from {version} on", f"MindSpore {version} 起有 {later}")
    spelled = context.spelled(advice.names[0], node)
    en, zh = f"write {spelled.text}", f"请写成 {spelled.text}"
    if spelled.import_line:
        en, zh = f"{en} ({spelled.import_line})", f"{zh}（{spelled.import_line}）"
    if advice.notes:
        en, zh = f"{en}; {advice.notes['en']}", f"{zh}；{advice.notes['zh']}"
    return Text(en, zh)
