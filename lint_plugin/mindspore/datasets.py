"""MindSpore's datasets: which of their methods give datasets again, and what iterating them gives.

Source: run with MindSpore 2.0.0, 2.7.0 and 2.10.0. A batch holds Tensors, and arrays of NumPy's where `output_numpy` is
given; a column of texts is such an array from 2.10 on.
"""

from __future__ import annotations

from lint_plugin.mindspore.results import Given

_NAMESPACE = "mindspore.dataset."
PIPELINE = frozenset({
    *("apply", "batch", "bucket_batch_by_length", "concat", "filter", "flat_map", "map", "padded_batch", "project"),
    *("rename", "repeat", "shuffle", "skip", "sync_wait", "take", "zip"),
})  # fmt: skip
"""The methods that return a dataset."""
ITERATORS = {"create_tuple_iterator": 2, "create_dict_iterator": 1}
"""The methods that return an iterator over batches; which positional argument (from 0) is `output_numpy`."""
TUPLES, DICTS = ITERATORS


def is_dataset(dotted: str) -> bool:
    """Return whether the dotted name is that of a class of MindSpore's datasets: `mindspore.dataset.MnistDataset`."""
    return dotted.startswith(_NAMESPACE) and dotted.endswith("Dataset")


def gives_tensors(method: str, given: Given) -> bool:
    """Return whether the batches of the iterator that a method returns hold Tensors, by what it is given."""
    return given.positional <= ITERATORS[method] and "output_numpy" not in given.keywords
