"""A real notebook in a folder of its own, opened by its root key, and records to put in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

WHO = Holder("o-1", "Dilys Farthing", "DF", ("CME",), "North", "L07")
ROOT = bytes(range(32))


def new_id() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    made = Notebook(open_by_root(tmp_path / "n", ROOT, SigningKey(ROOT), create=True))
    made.begin(WHO, 1_000, new_id)
    yield made
    made.close()
