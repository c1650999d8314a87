"""Which file a module name means: found on disk, lazily, without importing anything.

An absolute import is looked for as Python would with every folder on `sys.path` from which the importing file can
be reached, nearest first: the folders above the file that are no packages, up to the project's root, each with its
`src` folder, then the source roots of the setting `src`. The file's own folder counts too where the file could be
run as a script. Nothing depends on the working folder, on the environment's site-packages, or on which files are
checked. A file inside a `site-packages` folder sees its own top-level package there, and no other.

`mindspore` is never looked for: what is true of it stands in lint_plugin.mindspore. A folder without `__init__.py`
(a namespace package) never hides torch or the standard library.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Mapping, Sequence

from lint_plugin import source as source_
from lint_plugin.folders import Folders
from lint_plugin.semantics.code import outline
from lint_plugin.semantics.code.memo import Memo
from lint_plugin.semantics.code.modules import Module

_STAR = re.compile(rb"\bimport[\s\\(]*\*")
_ENVIRONMENT_FOLDERS = frozenset({"site-packages", "dist-packages"})
_NO_SOURCES = _ENVIRONMENT_FOLDERS | {"__pycache__", "build", "dist", "env", "node_modules", "venv"}
_MOST_FILES = 20_000


class Project(Folders):
    """The files that questions can be answered from, parsed once each.

    `src` are further source roots, absolute. `texts` count instead of what is on disk, by absolute path; the text of
    the file under check is given by `open`.
    """

    def __init__(self, src: tuple[str, ...] = (), texts: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self.src = src
        self._given = texts or {}
        self.held = 0
        """Bytes of the text of all modules that are kept."""
        self.memo: Memo = {}
        """What was found out about files by their paths, and is kept when their trees are dropped."""
        self._modules: dict[str, Module | None] = {}
        self._asked: set[str] = set()
        self._texts: dict[str, bytes] = {}
        self._roots: dict[str, tuple[str, ...]] = {}
        self._files: dict[str, list[str] | None] = {}
        self._packages: dict[str, list[str]] = {}
        self._found: dict[tuple[str, bool, bool, str], str | None] = {}

    def open(self, module: Module) -> None:
        """Answer questions about the module's path from this module, not from the file on disk."""
        self._modules[module.path] = module
        self.held += len(module.source)

    def checked(self, path: str, source: bytes, asked: Sequence[int], tree: ast.Module | None = None,
                lines: list[str] | None = None) -> Module:  # fmt: skip
        """Return the module of a file that is to be checked, until `close`: the one that others have asked for, if any.

        `asked` are the offsets (sorted) at which something is looked for; `tree` and `lines` are those of a host that
        has made them. Raises SourceError where the file can't be decoded, or where what is parsed of it, and what is
        asked for is, has a mistake of syntax.
        """
        known = self._modules.get(path)
        if known is not None and known.has_text(source, lines):
            if tree is None:
                outline.read_asked(known.tree, source, asked)
            return known
        module = Module(path, source, outline.parse(source, asked) if tree is None else tree, lines)
        self.open(module)
        return module

    def load(self, path: str) -> Module | None:
        """Return the module of a file, None where it can't be read or parsed."""
        self._asked.add(path)
        if path not in self._modules:
            try:
                source = self.read(path)
                self.open(Module(path, source, outline.parse(source, ())))
            except source_.SourceError:
                self._modules[path] = None
        return self._modules[path]

    def close(self, module: Module, most_held: int) -> None:
        """Take note that an opened module has been checked, and drop what isn't worth its memory.

        A file that no other has asked for is dropped at once: no answer on another file holds a node of it. The others
        are dropped, all together, when their text is of more than `most_held` bytes.
        """
        if module.path not in self._asked:
            del self._modules[module.path]
            self.held -= len(module.source)
            module.release()
        if self.held > most_held:
            self._forget()

    def _forget(self) -> None:
        for module in self._modules.values():
            if module is not None:
                module.release()
        self._modules.clear()
        self._texts.clear()
        self._asked.clear()
        self.held = 0

    def source(self, path: str) -> bytes:
        """Return the text of a file without parsing it, empty where it can't be read."""
        module = self._modules.get(path)
        if module is not None:
            return module.source
        if path not in self._texts:
            try:
                self._texts[path] = self.read(path)
            except source_.SourceError:
                self._texts[path] = b""
        return self._texts[path]

    def read(self, path: str) -> bytes:
        """Return the text of a file. Raises SourceError where it can't be read."""
        given = self._given.get(path)
        return source_.read(path) if given is None else given

    def may_have(self, path: str, name: str) -> bool:
        """Return whether a file can have a name, judged by its text alone: most can't, and needn't be parsed.

        A package may have it as a submodule; any module by a star import, or by a `__getattr__`.
        """
        if os.path.basename(path) == "__init__.py" or not name.isascii():
            return True
        text = self.source(path)
        return name.encode() in text or b"__getattr__" in text or bool(_STAR.search(text))

    def files_around(self, module: Module) -> list[str] | None:
        """Return the paths of all Python files of the project that a module is of; None where they are too many.

        The project is what is below its root, else the outermost package; hidden folders, environments and what builds
        leave behind are no part of it.
        """
        root = self.above(module.directory)[-1]
        if not self.may_be_root(root):
            packages = self.enclosing_packages(module.path)
            root = os.path.dirname(packages[0]) if packages else module.directory
        if root not in self._files:
            self._files[root] = _files_below(root)
        return self._files[root]

    # Source roots

    def roots(self, folder: str) -> tuple[str, ...]:
        """Return the folders in which a file of `folder` finds top-level modules, nearest first."""
        found = self._roots.get(folder)
        if found is None:
            chain: list[str] = []
            for above in self.above(folder):
                if self.is_package(above):
                    continue
                chain.append(above)
                if "src" in self.entries(above) and os.path.join(above, "src") not in chain:
                    chain.append(os.path.join(above, "src"))
                if os.path.basename(above) in _ENVIRONMENT_FOLDERS:
                    break
            found = self._roots[folder] = (*chain, *self.src)
        return found

    # Module names

    def find(self, dotted: str, importer: Module) -> str | None:
        """Return the path of an absolutely imported module: a file, or a folder without `__init__.py`.

        None where the project has no such module.
        """
        top = dotted.partition(".")[0]
        if top in ("mindspore", "__future__"):
            return None
        as_script = self.is_package(importer.directory) and importer.runs_as_script
        question = (importer.directory, as_script, os.path.basename(importer.path) == top + ".py", dotted)
        if question not in self._found:
            self._found[question] = self._look_for(dotted, importer, as_script)
        return self._found[question]

    def _look_for(self, dotted: str, importer: Module, as_script: bool) -> str | None:
        top = dotted.partition(".")[0]
        namespace = None
        roots = self.roots(importer.directory)
        if as_script:
            roots = (*roots, importer.directory)
        for root in roots:
            if os.path.basename(root) in _ENVIRONMENT_FOLDERS and not _inside(importer.path, os.path.join(root, top)):
                continue
            if top + ".py" not in self.entries(root) and top not in self.entries(root):
                continue
            path = self.below(root, dotted)
            if path is None:
                if self.is_package(os.path.join(root, top)):
                    return None
            elif self.is_package(os.path.join(root, top)) or top + ".py" in self.entries(root):
                return path
            elif namespace is None and top != "torch" and top not in sys.stdlib_module_names:
                namespace = path
        return namespace

    def below(self, folder: str, dotted: str) -> str | None:
        """Return the path of a module whose name is looked for below a folder, None where there is none."""
        for position, part in enumerate(parts := dotted.split(".")):
            entries = self.entries(folder)
            inner = os.path.join(folder, part)
            if part in entries and (self.is_package(inner) or part + ".py" not in entries):
                folder = inner
            elif part + ".py" in entries:
                return inner + ".py" if position == len(parts) - 1 else None
            else:
                return None
        if self.is_package(folder):
            return os.path.join(folder, "__init__.py")
        return folder if self._is_folder(folder) else None

    def _is_folder(self, path: str) -> bool:
        return bool(self.entries(path))

    def relative(self, level: int, dotted: str, importer: Module) -> str | None:
        """Return the path that a relative import names, as `find` does."""
        folder = importer.directory
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        if dotted:
            return self.below(folder, dotted)
        return os.path.join(folder, "__init__.py") if self.is_package(folder) else folder

    def submodule(self, package: str, name: str) -> str | None:
        """Return the path of a submodule of a package, given by its `__init__.py` or its folder."""
        folder = os.path.dirname(package) if package.endswith(".py") else package
        return self.below(folder, name) if name else None

    def enclosing_packages(self, path: str) -> list[str]:
        """Return the `__init__.py` files that run before the module of this path does, outermost first."""
        return self._packages_around(os.path.dirname(path) if path.endswith(".py") else path)

    def _packages_around(self, folder: str) -> list[str]:
        found = self._packages.get(folder)
        if found is None:
            found = self._packages[folder] = []
            if self.is_package(folder):
                found += [*self._packages_around(os.path.dirname(folder)), os.path.join(folder, "__init__.py")]
        return found


def _files_below(root: str) -> list[str] | None:
    found: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _NO_SOURCES)
        found += (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))
        if len(found) > _MOST_FILES:
            return None
    return found


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder + os.sep) or path == folder + ".py"
