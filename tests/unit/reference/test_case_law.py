"""The case law list: whole, searchable, and the superseded case never without its warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldkit.errors import Trouble
from fieldkit.reference.case_law import case_law, found, read_case_law
from fieldkit.reference.reading import read_toml


def test_the_ten_cases_in_their_order() -> None:
    cases = case_law()
    assert [case.number for case in cases] == list(range(1, 11))
    assert len({case.id for case in cases}) == 10
    assert cases[9].status_words == "Leading"
    assert [case.number for case in cases if case.verify] == [1, 2, 3, 4, 5, 7, 8, 9]
    assert cases[6].cited.endswith("[2019] EWHC 164 (Admin) [V]")


def test_the_one_superseded_case_says_so() -> None:
    (only,) = [case for case in case_law() if case.superseded]
    assert only.number == 6
    assert only.do_not == "Do not rely on R (P) v Liverpool [2006]"
    assert only.warning == "Superseded: reasonable justification is for the parent to prove, s.444(1B)."
    assert all(case.do_not == "" for case in case_law() if case is not only)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("D1", [4, 7]), ("platt", [10]), ("Burden PROOF", [6]), ("superseded", [6]), ("nothing of it", []),
        ("", list(range(1, 11))),
    ],
)  # fmt: skip
def test_every_word_is_looked_for(words: str, numbers: list[int]) -> None:
    assert [case.number for case in found(words)] == numbers


@pytest.mark.parametrize(
    ("status", "warning"), [("superseded", ""), ("good", 'warning = "Not so"'), ("doubted", "")]
)
def test_a_list_that_would_mislead_is_refused(tmp_path: Path, status: str, warning: str) -> None:
    path = tmp_path / "case-law.toml"
    path.write_text(
        f'[[case]]\nid = "one"\nnumber = 1\nname = "A v B"\ncitation = "[2001]"\n'
        f'proposition = "So"\ntags = []\nstatus = "{status}"\n{warning}\n',
        "utf-8",
    )
    with pytest.raises(Trouble, match=r"case-law\.toml, line 1, one"):
        read_case_law(path, read_toml(path))
