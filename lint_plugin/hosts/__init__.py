"""The plugins for flake8, pylint and python-lsp-server: thin adapters over the engine."""
