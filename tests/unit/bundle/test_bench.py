"""The papers that are built for measuring are built, merged, hashed and verified; nothing is timed here."""

from __future__ import annotations

from pathlib import Path

import pypdf

from fieldkit.bundle.bench import trial


def test_a_trial_builds_what_it_measures(tmp_path: Path) -> None:
    made = trial(tmp_path, 20)
    made.plain_merge()
    made.build()
    made.hash_only()
    made.verify()
    assert len(pypdf.PdfReader(tmp_path / "merged.pdf").pages) == 20
    assert len(pypdf.PdfReader(tmp_path / "bundle.pdf").pages) == 22
    assert made.megabytes > 1.5
