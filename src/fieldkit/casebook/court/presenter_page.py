"""What the presenter in court is answered with one key each, offline (domain 8.6)."""

from __future__ import annotations

from dataclasses import dataclass

#: name, letter and words of every answer, in the order of the list.
ASKED = (
    ("parties", "P", "Parties"),
    ("dates", "D", "Dates, deadline"),
    ("totals", "T", "Attendance totals"),
    ("points", "V", "Points to prove"),
    ("interview", "I", "Interview"),
    ("defences", "F", "Defence raised"),
    ("previous", "R", "Previous orders"),
    ("sentence", "G", "Sentence guide"),
    ("costs", "C", "Costs"),
    ("authority", "A", "Authority, s.223"),
    ("case_law", "L", "Case law"),
    ("witnesses", "W", "Witnesses"),
    ("eso", "E", "ESO, s.447"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: its words, what stands under them, and the bundle page that shows it.

    `page` is 0 where no bundle has it. `warning` marks words that are not to be relied on.
    """

    words: str
    under: str = ""
    page: int = 0
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key answers. An answer without lines says in `nothing` what is not on record."""

    name: str
    letter: str
    words: str
    title: str
    lines: tuple[Line, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class LatestBundle:
    """The build that is presented: version, pages, the UK time at which it was built, its code of
    `court-pack` (empty for the bundle of a case) and its words.
    """

    build: str
    version: int
    pages: int
    built_at: str
    pack: str = ""
    words: str = "Bundle"


@dataclass(frozen=True, slots=True)
class Presenter:
    """Everything that a presenter is asked for about one parent. Figures are None without a register.

    `title` names the parties as a court list does; `lay_by` is the cautious date, `laid_on` the day on
    which the charge was issued or the information laid, empty before it.
    """

    action: str
    case: str
    reference: str
    title: str
    possible: int | None
    absent: int | None
    unauthorised: int | None
    lay_by: str
    laid_on: str
    bundle: LatestBundle | None
    answers: tuple[Answer, ...]

    def answer(self, name: str) -> Answer:
        """The answer of that name. Raises `LookupError` for an unknown one."""
        for answer in self.answers:
            if answer.name == name:
                return answer
        raise LookupError(f"no answer {name}")
