"""The names of MindSpore's data types, as `mindspore.float16` and `mindspore.common.dtype.float16` have them.

Asked of MindSpore 2.0.0 and 2.10.0: the names in `mindspore` whose value is a type of numbers, but for those that
Python has, too.
"""

from __future__ import annotations

NAMES = frozenset({
    *("bool_", "byte", "short", "int_", "intc", "intp", "int8", "int16", "int32", "int64", "long"),
    *("ubyte", "ushort", "uint", "uintc", "uintp", "uint8", "uint16", "uint32", "uint64"),
    *("half", "single", "double", "float_", "float16", "float32", "float64", "bfloat16"),
    *("complex64", "complex128", "cfloat", "cdouble"),
})  # fmt: skip
