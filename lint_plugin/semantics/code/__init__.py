"""The text of the code under analysis and what it binds: syntax, scopes, modules, the project's files."""
