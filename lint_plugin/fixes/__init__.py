"""Fixes: what would mend a finding, as data; how rules make it; how fixes are applied to a file's text."""
