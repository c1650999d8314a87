"""What a user has set, on the command line, in configuration files and by what the project requires."""

from lint_plugin.config.configuration import Configuration, Defaults
from lint_plugin.config.layer import Layer

__all__ = ["Configuration", "Defaults", "Layer"]
