"""The rules on interviews under caution: each passes, fails and cannot tell, at its boundaries."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import RULES

BOOK = Reference.load(date(2026, 11, 19))
AT = datetime(2026, 11, 19, 13, 52, tzinfo=UTC)
LATER = datetime(2026, 11, 19, 13, 55, tzinfo=UTC)
PASS, FAIL, OPEN, NOTHING = "pass", "fail", "cannot_tell", ""
AUDIO: dict[str, Any] = {
    "mode": "audio", "concluded": True, "label": True, "notice": True, "lengths": True,
}  # fmt: skip
POLISH: dict[str, Any] = {"interpreter": True, "interpreter_language": "pl"}
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("PACE-00", {"approved": True}, PASS),
    ("PACE-00", {"approved": False}, FAIL),
    ("PACE-00", {}, OPEN),
    ("PACE-00", {"approved": False, "exception_by": "Petra Ashlock"}, PASS),
    ("PACE-01", {"cautioned": AT, "asked": AT}, PASS),
    ("PACE-01", {"cautioned": LATER, "asked": AT}, FAIL),
    ("PACE-01", {"asked": AT}, FAIL),
    ("PACE-01", {"cautioned": AT}, OPEN),
    ("PACE-01", {"stopped": AT}, OPEN),
    ("PACE-01", {"stopped": AT, "nothing_asked": True}, PASS),
    ("PACE-01", {"stopped": AT, "cautioned": AT, "asked": LATER}, PASS),
    ("PACE-01", {"stopped": AT, "cautioned": LATER, "asked": AT}, FAIL),
    ("PACE-01", {"stopped": AT, "asked": LATER}, FAIL),
    ("PACE-02", {"warned": False}, PASS),
    ("PACE-02", {"warned": True}, FAIL),
    ("PACE-02", {}, OPEN),
    ("PACE-03", {"reply": "confirmed"}, PASS),
    ("PACE-03", {"reply": "declined", "invitations": 1}, PASS),
    ("PACE-03", {"reply": "no_reply", "invitations": 2}, PASS),
    ("PACE-03", {"reply": "no_reply", "invitations": 1}, FAIL),
    ("PACE-03", {"reply": "no_reply"}, OPEN),
    ("PACE-03", {"invitations": 2}, OPEN),
    ("PACE-10", {"longest": 104}, PASS),
    ("PACE-10", {"longest": 105}, OPEN),
    ("PACE-10", {"longest": 119}, OPEN),
    ("PACE-10", {"longest": 120}, FAIL),
    ("PACE-10", {}, OPEN),
    ("PACE-11", {"stops": 0}, PASS),
    ("PACE-11", {}, OPEN),
    ("PACE-11", {"stops": 1, "asked_while_stopped": 0}, PASS),
    ("PACE-11", {"stops": 1, "asked_while_stopped": 1}, FAIL),
    ("PACE-11", {"stops": 1}, OPEN),
    ("PACE-12", {"sealed": True, "altered": (), "late": 0}, PASS),
    ("PACE-12", {"sealed": True, "altered": ("line 7 was altered",), "late": 0}, FAIL),
    ("PACE-12", {"sealed": True, "altered": (), "late": 1}, OPEN),
    ("PACE-12", {"sealed": True, "altered": ("line 7 was altered",), "late": 1}, FAIL),
    ("PACE-12", {"sealed": True}, OPEN),
    ("PACE-12", {}, OPEN),
    ("PACE-13", {"employer": True, "concluded": True}, PASS),
    ("PACE-13", {"employer": True, "concluded": True, "missing": ("Caution",)}, FAIL),
    ("PACE-13", {"employer": True}, OPEN),
    ("PACE-13", {}, OPEN),
    ("PACE-13", {"employer": False}, NOTHING),
    ("PACE-20", {"mode": "audio"}, PASS),
    ("PACE-20", {"mode": "written", "mode_reason": "device-failed", "mode_words": "A fault"}, PASS),
    ("PACE-20", {"mode": "written", "mode_reason": "device-failed", "mode_words": " "}, FAIL),
    ("PACE-20", {"mode": "written"}, FAIL),
    ("PACE-20", {}, OPEN),
    ("PACE-21", AUDIO | {"recordings": 2}, PASS),
    ("PACE-21", AUDIO | {"recordings": 1, "seal_no": "S 41"}, PASS),
    ("PACE-21", AUDIO | {"recordings": 1}, FAIL),
    ("PACE-21", AUDIO | {"recordings": 0, "seal_no": "S 41"}, FAIL),
    ("PACE-21", AUDIO | {"recordings": 0, "without_file": 1, "seal_no": "S 41"}, OPEN),
    ("PACE-21", AUDIO | {"recordings": 2, "unannounced": 1}, FAIL),
    ("PACE-21", AUDIO | {"recordings": 2, "label": None}, OPEN),
    ("PACE-21", AUDIO | {"recordings": 2, "notice": None}, OPEN),
    ("PACE-21", AUDIO | {"recordings": 2, "lengths": None}, OPEN),
    ("PACE-21", AUDIO | {"recordings": 2, "concluded": False}, OPEN),
    ("PACE-21", {"mode": "audio"}, OPEN),
    ("PACE-21", {"mode": "written"}, NOTHING),
    ("PACE-21", {}, OPEN),
    ("PACE-22", {"mode": "written", "at_the_time": True, "officer_signed": True}, PASS),
    ("PACE-22", {"mode": "written", "late_reason": "The lights failed", "officer_signed": True}, PASS),
    ("PACE-22", {"mode": "written", "at_the_time": False, "officer_signed": True}, FAIL),
    ("PACE-22", {"mode": "written", "at_the_time": True, "officer_signed": False}, FAIL),
    ("PACE-22", {"mode": "written"}, OPEN),
    ("PACE-22", {"mode": "audio"}, NOTHING),
    ("PACE-23", POLISH | {"read_over": "through-interpreter"}, PASS),
    ("PACE-23", POLISH | {"read_over": "read-to-person"}, FAIL),
    ("PACE-23", POLISH, OPEN),
    ("PACE-23", {}, OPEN),
    ("PACE-23", {"interpreter": False}, NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "known", "verdict"), CASES)
def test_each_rule_at_its_boundaries(rule: str, known: dict[str, Any], verdict: str) -> None:
    found = RULES[rule].function(RULES[rule].facts(**known), BOOK)
    assert (str(found.verdict) if found else NOTHING) == verdict


def test_every_rule_of_domain_6_is_tried_all_ways() -> None:
    for rule in [name for name in RULES if name.startswith("PACE-")]:
        tried = {verdict for name, _, verdict in CASES if name == rule}
        assert tried >= {PASS, FAIL, OPEN}
        assert RULES[rule].about == "interview"
