"""The command `mindspore-lint`: its options, the files that it checks, and what becomes of the findings."""
