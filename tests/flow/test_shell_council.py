"""A whole job from the shell: enrolled, visited, photographed, locked, sent, bundled and verified."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.flow.conftest import Council

from fieldkit import app

PASSPHRASE = "granite teacup lantern willow biscuit"
CASE = {
    "case_type": "CME", "received_at": "9 11 2026 09:00",
    "child": {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
}  # fmt: skip
ADDRESS = {"address_kind": "home", "lines": "14 Sluice Lane", "town": "Mereham", "postcode": "zz14cd"}
WRITE_UP = {
    "answered_by": "parent", "answered_name": "Bram Halloway", "id_shown": "yes", "purpose_explained": "yes",
    "admitted": "consent", "child_spoken_to": "not-seen", "home_condition": "safe", "card": "none",
    "safeguarding": "none", "outcome_code": "V04", "child_condition": "Two coats on the hooks.",
    "not_seen_reason": "With his aunt, his father said.",
}  # fmt: skip

Shell = Callable[..., str]


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setenv("FIELDKIT_NOTEBOOK", str(tmp_path / "book"))
    monkeypatch.setenv("FIELDKIT_PASSPHRASE_FILE", str(tmp_path / "passphrase"))

    def run(*words: str, code: int = 0, given: object = None) -> str:
        if given is not None:
            (tmp_path / "given.json").write_text(json.dumps(given), encoding="utf-8")
            words = (*words, "--from", str(tmp_path / "given.json"))
        capsys.readouterr()
        ended = app.main(list(words))
        told = capsys.readouterr()
        assert ended == code, told.err
        return told.out if code in (0, 3) else told.err

    return run


def test_a_visit_from_the_enrolment_code_to_the_verified_bundle(
    shell: Shell, council: Council, tmp_path: Path
) -> None:
    shell("notebook", "create", "--passphrase-only", "--name", "Dilys Farthing")
    assert "belongs to no council" in shell("sync", code=1)
    code = council.code(council.officer("Dilys Farthing", "CME"))
    shell("enrol", council.url, code.replace(code[-1], "0" if code[-1] != "0" else "1"), code=1)
    assert "Test council" in shell("enrol", council.url, code)
    case = json.loads(shell("record", "new", "case", "--json", given=CASE))["reference"]
    address = shell("record", "new", "address", "--case", case, given=ADDRESS).split()[0]
    plan = {"purpose": "see-child", "visit_kind": "unannounced", "address": address, "who_to_see": "Corin",
            "planned_for": "23:59"}  # fmt: skip
    visit = shell("record", "new", "visit", "--case", case, given=plan).split()[0]
    for state in ("travelling", "on_site", "departed_safe"):
        shell("record", "move", visit, state)
    Image.new("RGB", (640, 480), (90, 120, 60)).save(tmp_path / "door.jpg")
    attached = shell("attach", visit, str(tmp_path / "door.jpg"), "--description", "Front door", code=1)
    assert "reason: " in attached
    photo = json.loads(
        shell("attach", visit, str(tmp_path / "door.jpg"), "--description", "Front door", "--json",
              "--reason", "premises-exterior", "--set", "exhibit_kind=photo")
    )  # fmt: skip
    assert photo["mark"] == "DF/1"
    shell("record", "correct", visit, given=WRITE_UP | {"made_up_at": datetime.now(UTC).isoformat()})
    shell("record", "seal", visit)
    statement = shell("record", "new", "statement", "--parent", visit).split()[0]
    shell("record", "seal", statement)
    sent = json.loads(shell("sync", "--json"))
    assert sent["unsent"] == 0
    assert sent["standing"]["last"]["files_sent"] >= 1
    printed = shell("print", visit, "--out", str(tmp_path / "visit.pdf"), "--for", "File")
    assert (tmp_path / "visit.pdf").read_bytes().startswith(b"%PDF-"), printed
    assert [row["part"] for row in json.loads(shell("bundle", case, "--json"))["rows"]][:2] == [
        "summary",
        "chronology",
    ]
    built = json.loads(shell("bundle", case, "--out", str(tmp_path / "bundle.pdf"), "--json"))
    assert built["pages"] > 5
    originals = tmp_path / "originals"
    originals.mkdir()
    (tmp_path / "door.jpg").rename(originals / "door.jpg")
    (tmp_path / "keys").write_bytes(council.office.identity.keys.raw)
    checked = ["--exhibits", str(originals), "--council-key", str(tmp_path / "keys"), "--json"]
    found = json.loads(shell("verify", str(tmp_path / "bundle.pdf"), *checked))
    assert (found["whole"], found["council_checked"]) == (True, True)
    assert "Dilys Farthing" in found["verdict"]
    raw = bytearray((tmp_path / "bundle.pdf").read_bytes())
    raw[len(raw) // 2] ^= 1
    (tmp_path / "bundle.pdf").write_bytes(raw)
    assert json.loads(shell("verify", str(tmp_path / "bundle.pdf"), "--json", code=3))["whole"] is False
    council.stop()
    assert shell("sync", code=1).count("\n") == 1
