"""The book of a day: local values, a council's own file over them, phones and bank holidays."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from fieldkit.errors import Trouble
from fieldkit.reference import Reference
from fieldkit.reference.book import sample_council

TODAY = date(2026, 11, 21)
BOOK = Reference.load(TODAY)
KEY = "referral.allocate_within_school_days"


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "council.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _value(value: str, more: str = "", key: str = KEY) -> str:
    return f'[[local]]\nkey = "{key}"\nvalue = {value}\nauthority = "policy 4"\n{more}\n'


def test_local_values_have_an_authority_and_say_when_legal_has_to_check() -> None:
    assert BOOK.local(KEY) == 5
    for value in BOOK.local_values():
        assert value.authority
        assert value.note
    assert BOOK.local_value("csa.assumed_school_year_day").verify is True
    assert BOOK.local_value(KEY).verify is False


def test_numbers_are_numbers() -> None:
    assert BOOK.number(KEY) == 5
    for key in ("print.marking", "csa.leap_birthday_in_march"):
        with pytest.raises(TypeError):
            BOOK.number(key)
    with pytest.raises(LookupError):
        BOOK.local("no.such_key")


def test_a_councils_value_goes_over_ours_from_its_day_to_its_last(tmp_path: Path) -> None:
    path = _file(
        tmp_path, _value("3", "from = 2026-09-01\nto = 2026-12-31") + _value("4", "from = 2027-01-01")
    )
    days = [
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2030, 1, 1),
    ]
    assert [Reference.load(day, path).local(KEY) for day in days] == [5, 3, 3, 4, 4]
    assert Reference.load(TODAY, path).local_value(KEY).authority == "policy 4"
    assert Reference.load(TODAY, path).local("safety.escalate_minutes") == 30


def test_a_councils_file_is_read_again_as_soon_as_it_says_something_else(tmp_path: Path) -> None:
    path = _file(tmp_path, _value("3"))
    before = Reference.load(TODAY, path)
    assert Reference.load(TODAY, path).council_values is before.council_values
    _file(tmp_path, _value("4"))
    assert (before.local(KEY), Reference.load(TODAY, path).local(KEY)) == (3, 4)


@pytest.mark.parametrize("number", [1, 20])
def test_a_number_may_lie_on_its_bounds(tmp_path: Path, number: int) -> None:
    assert Reference.load(TODAY, _file(tmp_path, _value(str(number)))).local(KEY) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (_value("3") + _value('"five"'), ("line 6", KEY, "whole number")),
        (_value("true"), ("line 1", KEY, "whole number")),
        (_value("0"), ("line 1", KEY, "under 1")),
        (_value("21"), ("line 1", KEY, "over 20")),
        (_value("3", key="referral.alocate"), ("line 1", "referral.alocate", "no such local value")),
        (_value("3", 'from = "1 September"'), ("line 1", KEY, "from", "2026-11-21")),
        (_value("3", "verify = 1"), ("line 1", KEY, "verify", "true or false")),
        ("\n\n[[local]]\nvalue = 3\n", ("line 3", "give key")),
        ('[[local]]\nkey = "' + KEY + '"\nvalue = 3\n', ("line 1", KEY, "authority")),
        (_value("[3]"), ("line 1", KEY, "value")),
        ("[local]\nkey = 3\n", ("line 1", "value")),
        ('local = ["a"]\n', ("line 1", "[[local]]")),
        (_value("3 3"), ("line 3",)),
        ('[[phone]]\ncode = "mash"\nlabel = "MASH"\nnumber = 1632\n', ("line 1", "mash", "number")),
    ],
)
def test_a_councils_file_with_a_fault_is_refused_by_file_key_and_line(
    tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(Trouble) as trouble:
        Reference.load(TODAY, _file(tmp_path, text))
    for word in ("council.toml", *words):
        assert word in trouble.value.say
    assert trouble.value.do


def test_a_file_that_is_away_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        Reference.load(TODAY, tmp_path / "away.toml")
    rubbish = tmp_path / "rubbish.toml"
    rubbish.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Trouble, match="not UTF-8"):
        Reference.load(TODAY, rubbish)


def test_a_file_from_windows_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    path.write_bytes(b"\xef\xbb\xbf" + _value("3").replace("\n", "\r\n").encode())
    assert Reference.load(TODAY, path).local(KEY) == 3


def test_phones_are_the_councils_to_give() -> None:
    ours = {phone.code: phone.number for phone in BOOK.phones()}
    assert ours == {"999": "999", "mash": "", "out-of-hours": "", "101": "101", "nspcc": "0808 800 5000"}
    sample = Reference.load(TODAY, sample_council()).phones()
    assert [(phone.label, phone.number) for phone in sample[:4]] == [
        ("In danger now", "999"),
        ("MASH", "01632 960150"),
        ("Out of hours", "01632 960155"),
        ("Police, not urgent", "101"),
    ]


def test_bank_holidays_are_weekdays_in_order_with_eight_a_year() -> None:
    days = [holiday.day for holiday in BOOK.bank_holidays()]
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)
    for year in (2024, 2025, 2026, 2027, 2028):
        assert sum(day.year == year for day in days) == 8
    fridays = [holiday.day for holiday in BOOK.bank_holidays() if holiday.name == "Good Friday"]
    mondays = [holiday.day for holiday in BOOK.bank_holidays() if holiday.name == "Easter Monday"]
    assert [day + timedelta(days=3) for day in fridays] == mondays


def test_the_book_needs_neither_pydantic_nor_much_time() -> None:
    script = (
        "import sys, time\n"
        "from datetime import date\n"
        "import fieldkit.errors, fieldkit.assets, tomllib, dataclasses, hashlib, unicodedata, string\n"
        "began = time.process_time()\n"
        "from fieldkit.reference import Reference\n"
        "book = Reference.load(date(2026, 11, 21))\n"
        "book.codes('visit-outcome'), book.local('safety.escalate_minutes'), book.wording('caution')\n"
        "print(time.process_time() - began, 'pydantic' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, pydantic = done.stdout.split()
    assert pydantic == "False"
    assert float(seconds) < 0.2
