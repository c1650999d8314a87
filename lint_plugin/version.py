"""The version of mindspore-lint."""

__version__ = "0.1.0"
