"""Classing, schedules and the audit log from a shell."""

from __future__ import annotations

from pathlib import Path

import pypdf
from tests.unit.cli.conftest import Shell


def test_items_are_listed_classed_and_printed(shell: Shell, visit: str, case: str, tmp_path: Path) -> None:
    listed = shell("disclosure", case)
    assert listed.code == 0, listed.err
    assert "1 item to class" in listed.out
    out = tmp_path / "schedule.pdf"
    refused = shell("disclosure", case, "--schedule", "unused", "--out", str(out))
    assert (refused.code, out.exists()) == (1, False)
    assert shell("disclosure", case, "--item", "1", "--as", "unused-sensitive").code == 1
    assert shell("disclosure", case, "--item", "9", "--as", "used").code == 1
    assert shell("disclosure", case, "--item", "1", "--as", "seen").code == 1
    made = shell(
        "disclosure", case, "--item", "1", "--as", "unused", "--schedule", "unused", "--out", str(out)
    )
    assert made.code == 0, made.err
    assert "each classed once" in made.out
    assert "NON-SENSITIVE UNUSED" in pypdf.PdfReader(out).pages[0].extract_text()
    assert shell("disclosure", case, "--json").json["items"][0]["disclosure"] == "unused"


def test_an_audit_log_is_exported_and_verified_and_a_change_found(
    shell: Shell, visit: str, case: str, tmp_path: Path
) -> None:
    shell("record", "show", visit)
    out = tmp_path / "audit.csv"
    made = shell("audit", case, "--from", "2026-11-20", "--to", "2026-11-20", "--out", str(out))
    assert made.code == 0, made.err
    assert "only your own looks" in made.err
    assert "consultation" in made.out
    assert shell("verify", str(out)).code == 0
    out.write_bytes(out.read_bytes().replace(b"consultation", b"consultasion"))
    changed = shell("verify", str(out))
    assert changed.code == 3
    assert "altered" in changed.out
    assert shell("audit", case, "--everybody").code == 1
    assert shell("audit", case, "--from", "soon").code == 1
    assert shell("audit", case, "--json").json["title"] == case


def test_a_statement_is_gathered_from_records_or_begun_for_a_head_teacher(shell: Shell, case: str) -> None:
    note = ("note_kind=phone-call", "happened_at=19 11 2026 14:00", "subject=attendance",
            "with_whom=Ms Ferrow", "words=He is not here")  # fmt: skip
    sets = [part for one in note for part in ("--set", one)]
    call = shell("record", "new", "note", "--case", case, *sets).record
    made = shell("record", "new", "statement", "--case", case, "--set", f"sources={call}")
    assert made.code == 0, made.err
    assert "Ms Ferrow said, “He is not here.”" in shell("record", "show", made.record).out
    other = shell(
        "record",
        "new",
        "statement",
        "--case",
        case,
        "--set",
        "maker=Jo Ferrow",
        "--set",
        "occupation=Head teacher",
    )
    assert other.code == 0, other.err
    assert shell("record", "seal", other.record).code == 1
