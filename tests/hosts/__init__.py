"""Tests with hosts that want an environment of their own: `.ci/run hosts` makes it and runs them."""
