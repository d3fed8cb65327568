"""Every verb of a record from the shell: what is done, what is refused, and in which words."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tests.unit.cli.conftest import CASE, OMAR, PETRA, Shell, hand_over, sets

from fieldkit.keys.certificates import Holder
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import KINDS

WRITE_UP = (
    "answered_by=parent", "answered_name=Bram Halloway", "id_shown=yes", "purpose_explained=yes",
    "admitted=consent", "child_spoken_to=alone", "child_seen_at=10:51", "child_words=“I fell.”",
    "child_condition=Bruise on outer left forearm.", "child_judgement=Tell MASH today.",
    "home_condition=safe", "card=none", "safeguarding=E2", "outcome_code=V02", "made_up_at=15:12",
)  # fmt: skip


def test_what_show_gives_new_takes(shell: Shell, case: str) -> None:
    shown = shell("record", "show", case, "--json")
    again = shell("record", "new", "case", "--from", "-", "--json", typed=shown.out)
    assert again.code == 0, again.err
    copy = shell("record", "show", again.json["reference"], "--json").json
    first = shown.json
    assert copy["title"] == again.json["reference"] != first["title"]
    assert copy["child"]["record"] != first["child"]["record"]
    assert copy["child"]["values"] == first["child"]["values"]
    unlike = {"child", "reference"}
    assert {k: v for k, v in copy["values"].items() if k not in unlike} == {
        k: v for k, v in first["values"].items() if k not in unlike
    }


def test_a_visit_is_written_locked_and_added_to(shell: Shell, visit: str, clock: object) -> None:
    for state, at in (("travelling", "10:05"), ("on_site", "10:34"), ("departed_safe", "11:21")):
        clock.set(f"2026-11-20 {at}")  # type: ignore[attr-defined]
        assert shell("record", "move", visit, state).out == f"Moved to {state}.\n"
    clock.set("2026-11-20 15:12")  # type: ignore[attr-defined]
    early = shell("record", "seal", visit)
    assert early.code == 1
    assert "answered_by: Answer “Who answered?”" in early.err
    assert shell("record", "correct", visit, *sets(*WRITE_UP), "--why", "written up").code == 0
    assert shell("record", "correct", visit, *sets("departed_at=11:12"), "--why", "by the timer").code == 0
    assert "[was: 20 November 2026 at 11:21; DF 15:12] by the timer" in shell("record", "show", visit).out
    assert shell("record", "seal", visit).code == 0
    late = shell("record", "correct", visit, *sets("card=posted"))
    assert (late.code, late.out) == (1, "")
    assert "addendum" in late.err
    assert shell("record", "addendum", visit, "-", typed="The left arm.").code == 0
    page = shell("record", "show", visit, "--json").json
    assert (page["locked"], page["sealed_by"], page["seal_line"][:6]) == (True, "Dilys Farthing", "DF-L07")
    assert page["addenda"][0]["fields"] == [["Addendum", "The left arm."]]
    acts = [line["act"] for line in shell("record", "history", visit, "--json").json]
    assert acts[-2:] == ["Signed and locked", "Addendum"]


def test_missing_answers_are_each_named_and_nothing_is_made(shell: Shell, case: str) -> None:
    found = shell("record", "new", "visit", "--case", case, *sets("purpose=see-child"))
    assert (found.code, found.out) == (1, "")
    assert found.err.count("\n") == 1
    for field in ("visit_kind", "address", "planned_for", "who_to_see"):
        assert f"{field}: Answer" in found.err
    assert shell("record", "list", "--kind", "visit", "--json").json == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ('{"case_type": "CME", "child": {"surname": 7.5}}', "surname: Enter this as text"),
        ('{"case_type": {"a": 1}}', "case_type: Enter this as text"),
        ('{"case_type": ["CME"]}', "case_type: Enter this as text"),
        ('{"case_type": "wizardry"}', "case_type: Choose one of CME, "),
        ('{"case_type": true}', "case_type: Enter this as text"),
        ('{"case_kind": "CME", "child": {"forenames": "A", "surname": "B", "dob": "2 5 2011"}}',
         "case_kind: Case has no field called case_kind"),
        ('{"case_type": "CME", "received_at": "soon", "child": {"forenames": "A", "surname": "B",'
         ' "dob": "2 5 2011"}}', "received_at: Enter a time"),
        ('{"case_type": ', "Standard input is not JSON: line 1"),
        ("[1]", "Standard input is no JSON object."),
        ("[" * 100_000, "Standard input is nested too deeply."),
        ('{"kind": "note", "values": {}}', "That JSON is of a note"),
    ],
)  # fmt: skip
def test_bad_json_is_told_by_its_field(shell: Shell, typed: str, says: str) -> None:
    found = shell("record", "new", "case", "--from", "-", typed=typed)
    assert (found.code, found.out) == (1, "")
    assert says in found.err
    assert found.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["record", "new", "wizard"], 1, "no kind of record called wizard"),
        (["record", "schema", "wizard"], 1, "no kind of record called wizard"),
        (["record", "show", "CME-2026-L07-999"], 1, "No case CME-2026-L07-999 is on this laptop."),
        (["record", "show", "01a20067-aacb-723b-963c-b56b27b5052f"], 1, "not in this notebook"),
        (["record", "new", "note"], 1, "Name the case, visit, operation, stop or premises-visit that it"),
        (["record", "new", "exhibit"], 1, "fieldkit attach"),
        (["record", "new", "case", "--from", "nowhere.json"], 1, "nowhere.json cannot be read"),
        (["record", "new", "case", "--set", "case_type"], 2, "field=value"),
        (["record", "new"], 2, "Missing argument"),
        (["record", "dance"], 2, "No such command"),
        (["--glad"], 2, "No such option"),
    ],
)
def test_what_cannot_be_done_says_so_with_its_exit_code(
    shell: Shell, words: list[str], code: int, says: str
) -> None:
    found = shell(*words)
    assert (found.code, found.out) == (code, "")
    assert says in found.err


def test_a_state_is_named_by_code_or_words_and_no_rule_is_passed_by(
    shell: Shell, case: str, visit: str
) -> None:
    unknown = shell("record", "move", visit, "airborne")
    assert unknown.code == 1
    assert "Its states are: planned, risk_read" in unknown.err
    assert shell("record", "move", visit, "on_site").code == 1
    person = shell("record", "new", "person", "--case", case, *sets("forenames=Bram", "surname=Halloway"))
    flag = ("applies_to=person", "categories=violence", "level=two-officers", "source=Housing",
            "facts=Threatened an officer.", "review_on=3 March 2027")  # fmt: skip
    assert shell("record", "new", "risk-flag", "--parent", person.record, *sets(*flag)).code == 0
    for way in ("travelling", "Risk flags read", "approved"):
        assert shell("record", "move", visit, way).code == 1
    assert shell("record", "show", visit, "--json").json["state"] == "planned"


def test_withdrawn_records_leave_the_list_and_come_back(shell: Shell, case: str) -> None:
    note = ("note_kind=phone-call", "happened_at=20 11 2026 08:10", "subject=Rang the mother")
    made = shell("record", "new", "note", "--case", case, *sets(*note))
    assert shell("record", "withdraw", made.record).code == 1
    assert shell("record", "withdraw", made.record, "--why", "entered twice").code == 0
    assert shell("record", "list", "--kind", "note", "--json").json == []
    listed = shell("record", "list", "--kind", "note", "--withdrawn", "--case", case, "--json").json
    assert [(row["record"], row["withdrawn"]) for row in listed] == [(made.record, True)]
    assert shell("record", "restore", made.record).code == 0
    assert len(shell("record", "list", "--kind", "note", "--json").json) == 1


def test_only_a_manager_decides(shell: Shell, shell_of: Callable[[Holder], Shell], visit: str) -> None:
    for verb in ("approve", "return", "refuse"):
        found = shell("record", verb, visit)
        assert (found.code, found.err) == (1, "Only a manager may decide this. Ask a manager.\n")
    assert shell_of(PETRA)("record", "approve", visit).code == 1


def test_schemas_of_all_kinds_are_json_with_every_question(shell: Shell) -> None:
    assert [row["kind"] for row in shell("record", "kinds", "--json").json] == list(KINDS)
    for name, kind in KINDS.items():
        found = shell("record", "schema", name, "--json").json
        assert [field["name"] for field in found["fields"]] == [item.name for item in questions(kind)]
        assert shell("record", "schema", name).code == 0


def test_reading_verbs_give_one_json_document_and_nothing_else(shell: Shell, case: str, visit: str) -> None:
    for words in (
        ["record", "list"], ["record", "show", case], ["record", "show", visit], ["record", "history", visit],
        ["record", "kinds"], ["search", "sluice"], ["search", "--schools", "mere"], ["rules", case],
        ["rules", visit], ["notebook", "check"],
    ):  # fmt: skip
        found = shell(*words, "--json")
        assert (found.code, found.err) == (0, "")
        json.loads(found.out)
        assert shell(*words).code == 0


def test_a_search_finds_and_every_look_is_in_the_log(shell: Shell, case: str) -> None:
    found = shell("search", "corin", "hallo", "--json").json
    assert [row["title"] for row in found] == ["Corin Halloway"]
    assert shell("search", "nobody").out == "No record holds all these words.\n"
    looks = shell("record", "list", "--kind", "look", "--json").json
    assert looks
    assert CASE["child"]["forenames"] not in json.dumps(looks)  # type: ignore[index]


def test_two_answers_are_shown_side_by_side_and_settled(
    shell: Shell, shell_of: Callable[[Holder], Shell], case: str
) -> None:
    mother = shell(
        "record", "new", "person", "--case", case, *sets("forenames=Isolde", "surname=Marsh")
    ).record
    omar = shell_of(OMAR)
    hand_over(shell, omar)
    shell("record", "correct", mother, *sets("phone=07700900101"))
    omar("record", "correct", mother, *sets("phone=07700900118"))
    hand_over(omar, shell)
    told = shell("record", "show", mother, "--json").json["disputes"]
    assert [each["field"] for each in told] == ["phone"]
    words = [answer["words"] for answer in told[0]["answers"]]
    assert sorted(words) == ["07700 900101", "07700 900118"]
    keep = str(words.index("07700 900118") + 1)
    assert shell("record", "resolve", mother, "phone", "--keep", keep).code == 1
    assert "There are 2 answers" in shell("record", "resolve", mother, "phone", "--keep", "3").err
    done = shell("record", "resolve", mother, "phone", "--keep", keep, "--why", "Rang both")
    assert (done.code, done.out) == (0, "Settled.\n")
    page = shell("record", "show", mother, "--json").json
    assert (page["disputed"], page["values"]["phone"]) == ([], "07700 900118")


def test_a_plan_waits_for_the_manager_and_goes_when_she_approves(
    shell: Shell, shell_of: Callable[[Holder], Shell], case: str, visit: str
) -> None:
    person = shell("record", "new", "person", "--case", case, *sets("forenames=Bram", "surname=Halloway"))
    flag = ("applies_to=person", "categories=violence", "level=two-officers", "source=Housing",
            "facts=Threatened an officer.", "review_on=3 March 2027")  # fmt: skip
    made = shell("record", "new", "risk-flag", "--parent", person.record, *sets(*flag)).record
    read = shell("record", "new", "flag-read", "--parent", made, *sets(f"visit={visit}"))
    assert read.code == 0, read.err
    shell("record", "correct", visit, *sets("second_officer=o-omar Omar Teasel"))
    assert "manager" in shell("record", "move", visit, "travelling").err
    petra = shell_of(PETRA)
    hand_over(shell, petra)
    refused = petra("record", "return", visit)
    assert (refused.code, refused.err) == (1, "Say why, so that the officer knows what to change.\n")
    approved = petra("record", "approve", visit, *sets("conditions=Two officers at all times"))
    assert approved.code == 0, approved.err
    shown = petra("record", "show", approved.record, "--json").json
    assert (shown["values"]["decision"], shown["parent"]) == ("approve", visit)


def test_a_pin_on_the_command_line_is_said_to_stay_in_the_history(shell: Shell, visit: str) -> None:
    given = ("record", "new", "safety-event", "--parent", visit)
    told = shell(*given, *sets("event=all-clear", "typed=2468"))
    assert "stays in the history of this shell" in told.err
    assert "history" not in shell(*given, *sets("event=all-clear")).err
