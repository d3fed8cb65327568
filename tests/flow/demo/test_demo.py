"""What the demonstration promises: it plays to the end, says where all lies, and its bundle proves itself."""

from __future__ import annotations

import json
import struct

import pytest
from tests.flow.demo.conftest import Play

from fieldkit.demo.people import OFFICERS
from fieldkit.demo.screens import SCREENS
from fieldkit.gui.places import exists

DRESSES = ("", "-dark", "-contrast", "-200")


def test_it_plays_to_the_end_without_a_word_of_complaint(play: Play) -> None:
    assert (play.code, play.err) == (0, "")


def test_it_says_where_all_lies(play: Play) -> None:
    said = dict(line.split(maxsplit=1) for line in play.out.splitlines() if line.split(":")[0] in
                ("Bundle", "Pictures", "Server", "Passphrase"))  # fmt: skip
    assert said["Bundle:"] == str(play.bundle)
    assert said["Pictures:"] == str(play.folder / "pictures")
    assert said["Server:"].startswith(str(play.folder / "council"))
    assert said["Passphrase:"] == (play.folder / "passphrase.txt").read_text(encoding="utf-8").strip()
    for officer in OFFICERS:
        assert f"{play.folder / f'notebook-{officer.short}'} ({officer.short})" in play.out
    assert "All sent at" in play.out
    assert "Not as sealed: page " in play.out


def test_the_bundle_is_whole_and_vouched_for_by_the_council(play: Play) -> None:
    key = str(play.folder / "council" / "council-keys.json")
    done = play.run("verify", str(play.bundle), "--council-key", key, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["whole"]
    assert "Fenmarch County Council vouches" in told["verdict"]
    alone = play.run("verify", str(play.bundle))
    assert alone.returncode == 0
    assert "not checked against a council" in alone.stdout


def test_the_papers_for_both_courts_are_whole_and_vouched_for(play: Play) -> None:
    key = str(play.folder / "council" / "council-keys.json")
    for pack, name in zip(play.packs, ("Open-court-file", "SJP-pack"), strict=True):
        assert name in pack.name
        assert f"Court file: {pack}" in play.out
        done = play.run("verify", str(pack), "--council-key", key, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert "Fenmarch County Council vouches" in json.loads(done.stdout)["verdict"]


def test_it_tells_the_legal_half_to_its_end(play: Play) -> None:
    assert "under 12 weeks until Mon 4 Jan 2027" in play.out
    assert "Convicted, 14 January 2027, fine £120, costs £150, parenting order" in play.out


@pytest.mark.parametrize("part", [0.01, 0.3, 0.5, 0.77, 0.999])
def test_one_changed_bit_of_it_is_found(play: Play, part: float) -> None:
    altered = bytearray(play.bundle.read_bytes())
    altered[int(len(altered) * part)] ^= 1
    file = play.folder / "exported" / "altered" / "copy.pdf"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(altered)
    try:
        done = play.run("verify", str(file), "--council-key", str(play.folder / "council/council-keys.json"))
    finally:
        file.unlink()
        file.parent.rmdir()
    assert (done.returncode, done.stderr) == (3, "")


@pytest.mark.parametrize("officer", OFFICERS, ids=lambda officer: officer.short)
def test_each_notebook_opens_and_is_whole(play: Play, officer: object) -> None:
    place = str(play.folder / f"notebook-{officer.short}")  # type: ignore[attr-defined]
    given = ["--notebook", place, "--passphrase-file", str(play.folder / "passphrase.txt")]
    done = play.run("notebook", "check", "--json", *given)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"whole": True, "flaws": []}


def test_what_the_server_holds_is_whole(play: Play) -> None:
    given = [
        "--council",
        str(play.folder / "council"),
        "--passphrase-file",
        str(play.folder / "passphrase.txt"),
    ]
    done = play.run("check", *given, "--json", council=True)
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, "", {"faults": []})


@pytest.mark.parametrize("screen", [name for name, page, _ in SCREENS if exists(page)])
def test_each_screen_has_its_pictures(play: Play, screen: str) -> None:
    for dress in DRESSES:
        drawn = (play.folder / "pictures" / f"{screen}{dress}.png").read_bytes()
        assert struct.unpack(">II", drawn[16:24]) == (1280, 800)
        # A window of one colour is a few kilobytes.
        assert len(drawn) > 8_000
