"""Prescribed words are the words prescribed, and an altered one is refused by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fieldkit.assets import asset
from fieldkit.errors import Trouble
from fieldkit.reference import Reference, Wording
from fieldkit.reference.reading import read_toml
from fieldkit.reference.wordings import pin, read_wordings

BOOK = Reference.load(date(2026, 11, 21))
SHIPPED = asset("resources", "reference", "wordings.toml")
LETTERS = asset("resources", "reference", "letters.toml")

# Repeated here on purpose: a prescribed wording changes as a new version, by a change that also stands here.
PINS = {
    "s9-declaration": "72a2d2fa955b61eec497335c141aa4769e5ae26923b21a85613d6b779ce13c7c",
    "caution": "de85f548d8c122c1197b7ee11e140669624ab2028ca00a1c3094c74caf7be4e9",
    "s9-reader": "9ed3f9c4873aebf980154a01cd0af4eaf8743d07caaae7527f0c5848d4d3e6ed",
    "disclosure-certificate": "a11576eea4ad18831e29759bfdd6c8e9ea9881dadeda960787d0cebe92fad684",
    "streamlined-certificate": "7973c973839c54396aa87aa8e3ecd97c6aae455001ac7b4761042eda5f2d863a",
    "lone-working-limit": "4ddc9e42953aef357c9eed0c2b63bf678327f7c77350aca565228a8b4828507b",
}


@pytest.mark.parametrize("name", sorted(PINS))
def test_the_prescribed_words_are_pinned(name: str) -> None:
    words = BOOK.wording(name)
    assert (words.sha256, words.version) == (PINS[name], "1")
    assert pin(words.text) == words.sha256


def test_the_declaration_takes_its_page_count() -> None:
    words = BOOK.wording("s9-declaration")
    assert words.places() == ("pages",)
    printed = words.filled(pages="3 pages")
    assert printed.startswith("This statement (consisting of 3 pages each signed by me) is true")
    assert printed.endswith("which I know to be false, or do not believe to be true.")
    assert words.verify
    for wrong in ({}, {"pages": "3 pages", "name": "R"}):
        with pytest.raises(ValueError, match="pages"):
            words.filled(**wrong)


def test_the_limit_of_lone_working_is_said_in_these_words() -> None:
    assert BOOK.wording("lone-working-limit").text == "FieldKit cannot call for help without a network."


def test_every_altered_wording_is_named(tmp_path: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (SHIPPED, LETTERS)]
    for words in BOOK.wordings():
        text = next(text for text in texts if f'id = "{words.id}"' in text)
        altered = tmp_path / "wordings.toml"
        altered.write_text(text.replace(f"\n{words.text}\n", f"\n{words.text}!\n"), encoding="utf-8")
        with pytest.raises(Trouble) as trouble:
            list(read_wordings(altered, read_toml(altered)))
        assert f"The wording {words.id}, version {words.version}," in trouble.value.say


def test_an_altered_hash_is_noticed_too(tmp_path: Path) -> None:
    words = BOOK.wording("caution")
    altered = tmp_path / "wordings.toml"
    text = SHIPPED.read_text(encoding="utf-8").replace(words.sha256, "0" * 64)
    altered.write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match="caution, version 1"):
        list(read_wordings(altered, read_toml(altered)))


def _council_file(tmp_path: Path, *versions: tuple[str, str, str]) -> Path:
    """A council's file with versions of the caution: (version, text, first day)."""
    path = tmp_path / "council.toml"
    tables = [
        f'[[wording]]\nid = "caution"\ntitle = "Caution"\nversion = "{version}"\nauthority = "test"\n'
        f'from = {since}\nsha256 = "{pin(text)}"\ntext = "{text}"\n'
        for version, text, since in versions
    ]
    path.write_text("\n".join(tables), encoding="utf-8")
    return path


def test_a_new_version_begins_on_its_day_and_the_old_one_is_kept(tmp_path: Path) -> None:
    path = _council_file(tmp_path, ("2", "New words.", "2027-01-01"), ("3", "Newer words.", "2027-06-01"))

    def words(on: date, version: str | None = None) -> Wording:
        return Reference.load(on, path).wording("caution", version)

    assert words(date(2026, 12, 31)).version == "1"
    assert words(date(2027, 1, 1)).text == "New words."
    assert words(date(2027, 6, 1)).version == "3"
    assert words(date(2027, 6, 1), "1").sha256 == PINS["caution"]


def test_what_is_unknown() -> None:
    with pytest.raises(LookupError):
        BOOK.wording("no-such-wording")
    with pytest.raises(LookupError):
        BOOK.wording("caution", "99")
    with pytest.raises(LookupError):
        BOOK.wording("caution", language="cy")


def test_a_translation_says_who_made_it(tmp_path: Path) -> None:
    path = _council_file(tmp_path, ("pl-1", "Nie musi Pani nic mówić.", "2026-01-01"))
    text = path.read_text(encoding="utf-8").replace("version =", 'language = "pl"\nversion =')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match="say who translated it"):
        Reference.load(date(2026, 11, 21), path)
    path.write_text(text.replace("version =", 'translator = "R. Sowa"\nversion ='), encoding="utf-8")
    words = Reference.load(date(2026, 11, 21), path).wording("caution", language="pl")
    assert (words.translator, words.version) == ("R. Sowa", "pl-1")
