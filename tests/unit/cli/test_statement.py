"""Statements from a shell: sources, a draft, its findings, a redraft, a witness on paper."""

from __future__ import annotations

from pathlib import Path

import pypdf
from tests.unit.cli.conftest import Shell


def test_a_statement_is_drafted_from_numbered_sources(shell: Shell, visit: str, case: str) -> None:
    listed = shell("statement", "sources", case)
    assert listed.code == 0, listed.err
    assert "Sign and lock the visit first." in listed.out
    assert shell("statement", "draft", case, "--from", "9").code == 1
    refused = shell("statement", "draft", case, "--from", "1")
    assert (refused.code, "Sign and lock the visit first." in refused.err) == (1, True)
    drafted = shell("statement", "draft", case)
    assert drafted.code == 0, drafted.err
    shown = shell("statement", "show", drafted.record)
    assert "Cannot tell  EVD-04  Sign and date every page." in shown.out
    assert shell("statement", "show", drafted.record, "--json").json["pages"] == 1


def test_a_witness_signs_on_paper_and_the_draft_before_it_is_kept(
    shell: Shell, case: str, tmp_path: Path
) -> None:
    made = shell("statement", "draft", case, "--maker", "Jo Ferrow", "--occupation", "Head teacher").record
    said = "paragraphs=I am a head teacher. I saw it."
    assert shell("record", "correct", made, "--set", said, "--why", "More").code == 0
    changed = shell("statement", "changes", made, "1")
    assert "I am a head teacher. {+I saw it.+}" in changed.out
    out = tmp_path / "draft.pdf"
    assert shell("statement", "print-draft", made, "1", "--out", str(out)).code == 0
    assert "EARLIER DRAFT" in pypdf.PdfReader(out).pages[0].extract_text()
    wrong = shell("statement", "sign", made, "--pages", "2")
    assert (wrong.code, "It prints to 1 page" in wrong.err) == (1, True)
    assert shell("statement", "sign", made, "--pages", "1").out == "Signed and locked.\n"
    assert shell("statement", "sign", made, "--pages", "1").code == 1
