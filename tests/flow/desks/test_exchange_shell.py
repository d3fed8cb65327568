"""`fieldkit exchange` as a person types it: what it prints, its JSON, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.casebook.casebook import Casebook
from fieldkit.cli.house import GivePassphrase
from fieldkit.cli.shell import run
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

PLAN = {"sort": "truancy", "name": "Larkspur", "starts_at": "09:00", "ends_at": "12:00"}


class RootHouse:
    """A house that opens an officer's notebook without a passphrase."""

    def __init__(self, desk: Any) -> None:
        self.usual_folder = desk.notebook.vault.folder.path
        self.key = desk.notebook.vault.signing
        desk.notebook.close()

    def open(self, folder: Path, passphrase: GivePassphrase, *, doubtful: bool = False) -> Casebook:
        return Casebook(Notebook(open_by_root(folder, bytes(32), self.key)))


def test_out_on_one_laptop_and_in_on_the_other(
    desk: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ann, bob = desk("Ann Example"), desk("Bob Sample")
    for one in (ann, bob, ann):
        one.book.council.sync()
    operation, _ = ann.book.records.new("operation", PLAN, machine={"reference": "TS-2026-001"})
    pair = {"officer": f"{bob.officer.id} Bob Sample", "police_power": "constable"}
    ann.book.records.new("pairing", pair, parent=operation)
    lead, other = RootHouse(ann), RootHouse(bob)
    stick = tmp_path / "stick"
    stick.mkdir()

    def ends(house: RootHouse, *words: str) -> tuple[int, str, str]:
        code = run(["exchange", *words], house)
        said = capsys.readouterr()
        return code, said.out, said.err

    code, out, err = ends(lead, "export", str(stick), "--to", "BS", "--home", "TS-2026-001", "--json")
    made = json.loads(out)
    assert (code, err, made["to"], made["revisions"]) == (0, "", "Bob Sample", 3)
    (path,) = stick.iterdir()
    assert made["path"] == str(path)
    code, out, _ = ends(lead, "export", str(stick / "named"), "--to", "Bob Sample")
    assert code == 0
    assert "Nobody else can open it" in out
    code, out, _ = ends(other, "import", str(path), "--json")
    taken = json.loads(out)
    assert (code, taken["sender"], taken["new"], taken["again"]) == (0, "Ann Example", 3, False)
    assert "nothing to do" in ends(other, "import", str(path))[1]
    for house, words, told in (
        (other, ("import", str(stick / "none")), "cannot be read"),
        (lead, ("import", str(path)), "for somebody else"),
        (lead, ("export", str(stick / "no" / "folder"), "--to", "BS"), "not a folder"),
        (lead, ("export", str(stick), "--to", "Nobody"), "No laptop of Nobody"),
        (lead, ("export", str(stick), "--to", "BS", "--home", "CME-1"), "Nothing here shows"),
    ):
        code, out, err = ends(house, *words)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert told in err
    assert ends(lead, "export", str(stick))[0] == 2
