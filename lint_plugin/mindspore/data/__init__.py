"""The facts themselves, as JSON, and how they are read."""

from __future__ import annotations

import json
import os
from typing import Any


def load(name: str) -> Any:
    """Return what the file `name`.json of this folder holds."""
    with open(os.path.join(os.path.dirname(__file__), f"{name}.json"), encoding="utf-8") as file:
        return json.load(file)
