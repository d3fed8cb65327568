"""Statements, exhibits, notes, material and the regime: EVD-*, DP-01 to DP-03, each way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fieldkit.rules.legal.evidence import Classed, FileExhibit, Material, NotePages, StatementPaper
from fieldkit.rules.legal.regime import Regime, Review, Subject, Subjects, category_of

PAPER = StatementPaper(2, 2, ("I am.", "I saw."), "ab", "ab", 2, False, (True, True), ())
PHOTO = FileExhibit("ab", "ab", True, True, "Dilys Farthing", "10:34", "Damage")
NOTES = NotePages(0, 0, 0, 1, 1, "no", ())
MOVED = Regime("LEP", date(2026, 11, 16), "Rowan Quillon", date(2026, 11, 16), "Panel accepted", True)
HELD = Review(date(2026, 11, 16), "prosecution", None, date(2026, 11, 20))
ITEM = Classed("RQ/1", "used")


@pytest.mark.parametrize(
    ("rule", "facts", "changed", "verdict"),
    [
        ("EVD-01", PAPER, {}, "Pass"),
        ("EVD-01", PAPER, {"pages_printed": 3}, "Fail"),
        ("EVD-01", PAPER, {"pages_printed": None}, "Cannot tell"),
        ("EVD-02", PAPER, {}, "Pass"),
        ("EVD-02", PAPER, {"paragraphs": ("I am.", " ")}, "Fail"),
        ("EVD-02", PAPER, {"paragraphs": ()}, "Fail"),
        ("EVD-02", PAPER, {"paragraphs": None}, "Cannot tell"),
        ("EVD-02", PAPER, {"paragraphs": ("She said, “I know.”",)}, "Fail"),
        ("EVD-02", PAPER, {"paragraphs": ("I heard, “Go.",)}, "Fail"),
        ("EVD-02", PAPER, {"unresolved": ("RQ/9",)}, "Fail"),
        ("EVD-02", PAPER, {"unresolved": None}, "Cannot tell"),
        ("EVD-02", PAPER, {"paragraphs": ("I think that he was ill.",)}, "Cannot tell"),
        ("EVD-02", PAPER, {"paragraphs": ("I heard her say, “I think so.”",)}, "Pass"),
        ("EVD-02", PAPER, {"paragraphs": ("I was told that he was ill.",)}, "Cannot tell"),
        ("EVD-02", PAPER, {"paragraphs": ("I was told so. It is not of my own knowledge.",)}, "Pass"),
        ("EVD-02", PAPER, {"paragraphs": ("On 3 May 2026 I came.", "On 2 May 2026 I left.")}, "Cannot tell"),
        ("EVD-02", PAPER, {"paragraphs": ("On 2 May 2026 I came.", "On 2 May 2026 I left.")}, "Pass"),
        ("EVD-03", PAPER, {}, "Pass"),
        ("EVD-03", PAPER, {"declaration": "cd"}, "Fail"),
        ("EVD-03", PAPER, {"pinned": None}, "Cannot tell"),
        ("EVD-04", PAPER, {}, "Pass"),
        ("EVD-04", PAPER, {"signed_pages": 1}, "Fail"),
        ("EVD-04", PAPER, {"shows_home": True}, "Fail"),
        ("EVD-04", PAPER, {"shows_home": None}, "Cannot tell"),
        ("EVD-04", PAPER, {"signed_pages": None}, "Cannot tell"),
        ("EVD-04", PAPER, {"read_over": False}, "Fail"),
        ("EVD-04", PAPER, {"read_over": None}, "Cannot tell"),
        ("EVD-05", PAPER, {}, "Pass"),
        ("EVD-05", PAPER, {"kept": (True, False)}, "Fail"),
        ("EVD-05", PAPER, {"kept": None}, "Cannot tell"),
        ("EVD-10", PHOTO, {}, "Pass"),
        ("EVD-10", PHOTO, {"found": "cd"}, "Fail"),
        ("EVD-10", PHOTO, {"found": None}, "Cannot tell"),
        ("EVD-11", PHOTO, {}, "Pass"),
        ("EVD-11", PHOTO, {"metadata_kept": False}, "Fail"),
        ("EVD-11", PHOTO, {"reason": ""}, "Fail"),
        ("EVD-11", PHOTO, {"officer": None}, "Cannot tell"),
        ("EVD-11", PHOTO, {"photograph": False}, ""),
        ("EVD-20", NOTES, {}, "Pass"),
        ("EVD-20", NOTES, {"silent_changes": 1}, "Fail"),
        ("EVD-20", NOTES, {"after_lock": 1}, "Fail"),
        ("EVD-20", NOTES, {"after_lock": None}, "Cannot tell"),
        ("EVD-21", NOTES, {}, "Pass"),
        ("EVD-21", NOTES, {"faults": 1}, "Fail"),
        ("EVD-21", NOTES, {"faults": None}, "Cannot tell"),
        ("EVD-22", NOTES, {}, "Pass"),
        ("EVD-22", NOTES, {"clock_recorded": 0}, "Fail"),
        ("EVD-22", NOTES, {"clock_changes": None}, "Cannot tell"),
        ("EVD-23", NOTES, {}, "Pass"),
        ("EVD-23", NOTES, {"made_up_together": "yes"}, "Fail"),
        ("EVD-23", NOTES, {"made_up_together": "yes", "with_whom": ("Omar Teasel",)}, "Pass"),
        ("EVD-23", NOTES, {"made_up_together": "unknown"}, "Cannot tell"),
        ("EVD-30", Material((ITEM,)), {}, "Pass"),
        ("EVD-30", Material((ITEM, Classed("RQ/2"))), {}, "Fail"),
        ("EVD-30", Material((ITEM, Classed("RQ/2", "not-relevant"))), {}, "Fail"),
        ("EVD-30", Material((ITEM, Classed("RQ/2", "not-relevant", "A menu"))), {}, "Pass"),
        ("EVD-30", Material((ITEM, ITEM)), {}, "Fail"),
        ("EVD-30", Material(), {}, "Cannot tell"),
        ("DP-03", HELD, {}, "Pass"),
        ("DP-03", HELD, {"today": date(2027, 5, 16)}, "Pass"),
        ("DP-03", HELD, {"today": date(2027, 5, 17)}, "Fail"),
        ("DP-03", HELD, {"retention": "attendance", "today": date(2027, 11, 16)}, "Pass"),
        ("DP-03", HELD, {"wanted_by": date(2026, 12, 1), "today": date(2026, 12, 2)}, "Fail"),
        ("DP-03", HELD, {"wanted_by": date(2026, 11, 16)}, "Pass"),
        ("DP-03", HELD, {"retention": None}, "Cannot tell"),
        ("DP-03", HELD, {"last_on": None}, "Cannot tell"),
        ("DP-01", MOVED, {}, "Pass"),
        ("DP-01", MOVED, {"why": ""}, "Fail"),
        ("DP-01", MOVED, {"earlier_marked": False}, "Fail"),
        ("DP-01", MOVED, {"changed_by": None}, "Cannot tell"),
        ("DP-01", MOVED, {"regime": "UKGDPR"}, "Fail"),
        ("DP-01", MOVED, {"regime": "UKGDPR", "offence_decided_on": None}, "Pass"),
        ("DP-01", MOVED, {"regime": None}, "Cannot tell"),
        (
            "DP-02",
            Subjects((Subject("ruth", "suspect"), Subject("perdita", None, True)), True, True),
            {},
            "Pass",
        ),
        ("DP-02", Subjects((Subject("ruth"),), True, True), {}, "Fail"),
        ("DP-02", Subjects((), False, True), {}, "Fail"),
        ("DP-02", Subjects((), True, None), {}, "Cannot tell"),
    ],
)
def test_each_way(said, rule: str, facts: Any, changed: dict[str, Any], verdict: str) -> None:
    assert said(rule, replace(facts, **changed)) == verdict


def test_a_child_is_witness_or_other_unless_somebody_decides() -> None:
    assert category_of(Subject("perdita", None, True)) == "witness-or-other"
    assert category_of(Subject("perdita", "suspect", True)) == "suspect"
    assert category_of(Subject("ruth")) is None
