"""What can be told of a statement from its words: whose voice, speech in quotes, opinion, hearsay, order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

_SPEECH = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FIRST = re.compile(r"\b(I|my|me|myself)\b")
_OPINION = re.compile(
    r"\b(in my (?:opinion|view)|to my mind|I (?:believe|think|feel|suspect|assume)|it seems(?: to me)?|"
    r"obviously|no doubt|presumably)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(r"\b(told me|I was told|informed me|I was informed|I understand that|I heard that)\b")
_OWN = re.compile(r"\bof my own knowledge\b")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_OPENS_ON = re.compile(rf"^(?:At \d\d:\d\d )?[Oo]n (\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")


def unspoken(words: str) -> str:
    """A paragraph without what stands in it as direct speech."""
    return _SPEECH.sub("", words)


def in_first_person(paragraphs: Sequence[str]) -> bool:
    """Whether the maker speaks of themselves somewhere outside what others said."""
    return any(_FIRST.search(unspoken(words)) for words in paragraphs)


def unclosed(paragraphs: Sequence[str]) -> tuple[int, ...]:
    """The paragraphs, from 1, with quotation marks that are opened and not closed or the other way."""
    return tuple(
        number
        for number, words in enumerate(paragraphs, 1)
        if words.count("“") != words.count("”") or words.count('"') % 2
    )


def opinions(paragraphs: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The words of each paragraph that read as an opinion, outside what others said (EVD-02)."""
    return tuple(
        (number, found.group(0))
        for number, words in enumerate(paragraphs, 1)
        if (found := _OPINION.search(unspoken(words)))
    )


def unmarked_hearsay(paragraphs: Sequence[str]) -> tuple[int, ...]:
    """The paragraphs that tell what somebody said, not in their words and not marked as hearsay."""
    return tuple(
        number
        for number, words in enumerate(paragraphs, 1)
        if _HEARD.search(unspoken(words)) and not _OWN.search(words)
    )


def out_of_order(paragraphs: Sequence[str]) -> tuple[int, ...]:
    """The paragraphs that begin with an earlier day than one before them did."""
    found, latest = [], date.min
    for number, day in _days(paragraphs):
        if day < latest:
            found.append(number)
        latest = max(latest, day)
    return tuple(found)


def _days(paragraphs: Sequence[str]) -> Iterator[tuple[int, date]]:
    for number, words in enumerate(paragraphs, 1):
        if told := _OPENS_ON.match(words):
            day, month, year = told.groups()
            try:
                yield number, date(int(year), _MONTHS.index(month) + 1, int(day))
            except ValueError:  # 31 November is no day, so it says nothing of the order
                continue
