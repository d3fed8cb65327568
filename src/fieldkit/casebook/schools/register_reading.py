"""Reads a school's register file for one pupil: which pupil, by which columns, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fieldkit.errors import Trouble
from fieldkit.reference.register_file import PupilRegister, RegisterExtract, read_marks
from fieldkit.reference.register_layout import FIELDS, Layout, layout_of
from fieldkit.rules.finding import counted
from fieldkit.rules.school.attendance import Totals, totals
from fieldkit.rules.school.calendar import SchoolCalendar
from fieldkit.rules.school.marks import Register, marks_of
from fieldkit.store.progress import Say, silent

_MOST_NAMED = 5
#: The figures that a certificate states, as they are named in a record and in `Totals`.
STATED = ("possible", "authorised", "unauthorised")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file that does not stand as it should: where ("line 12", "Fri 16 Oct 2026 AM"), what.

    `taken` says that the mark is kept as the school wrote it when the register is taken as it stands; a line
    that is not taken is left out.
    """

    where: str
    say: str
    taken: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.say}"


@dataclass(frozen=True, slots=True)
class ExaminedRegister:
    """A file that was read for one pupil; nothing of it is kept yet.

    `columns` map a field of `FIELDS` to the title of its column; `pupil` is the one chosen, `pupils` how many
    the file has.
    """

    name: str
    raw: bytes
    sha256: str
    layout: Layout
    pupil: PupilRegister
    pupils: int
    totals: Totals
    faults: tuple[Fault, ...]

    @property
    def columns(self) -> Mapping[str, str]:
        """Which column was read as what."""
        return self.layout.columns


class BadRegister(Trouble):
    """A register with something wrong in it, and nobody has chosen to take it as it stands."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.bad = tuple(faults)
        named = "; ".join(str(fault) for fault in faults[:_MOST_NAMED])
        more = f"; and {len(faults) - _MOST_NAMED} more" if len(faults) > _MOST_NAMED else ""
        super().__init__(
            f"The register has {counted(len(faults), 'fault')}: {named}{more}. Nothing was imported.",
            "Have the school correct it, or take it as it stands.",
        )


class ChoosePupil(Trouble):
    """The file has several pupils, and the case does not say which: `pupils` are UPN and name of each."""

    def __init__(self, pupils: Sequence[PupilRegister], same_name: str = "") -> None:
        self.pupils = tuple((pupil.upn, pupil.name) for pupil in pupils)
        if same_name:
            super().__init__(
                f"{counted(len(pupils), 'pupil')} in this file have the name {same_name}.",
                "Choose one by the unique pupil number.",
            )
        else:
            super().__init__(
                f"The file has {counted(len(pupils), 'pupil')}, and none has the UPN of this case.",
                "Choose one by the unique pupil number.",
            )


class ChooseColumns(Trouble):
    """The file has no column known to hold something needed; `layout` has the titles to choose from."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        words = {"upn": "the UPN or the name", "date": "the date", "mark": "the marks"}
        super().__init__(
            f"The register has no column for {', '.join(words[name] for name in layout.lacks)}.",
            "Say which column holds it.",
        )


def columns_of(raw: bytes, remembered: Mapping[str, str], chosen: Mapping[str, str]) -> Layout:
    """How the file is read: by what is chosen, else by what was mapped before, else by its titles.

    `remembered` maps titles to fields, `chosen` fields to titles. Raises `Trouble` for a field or a title
    that there is not, `ChooseColumns` when something needed has no column.
    """
    layout = layout_of(raw)
    unknown = [name for name, title in chosen.items() if name not in FIELDS or title not in layout.titles]
    if unknown:
        raise Trouble(
            f"The file cannot be read with {', '.join(unknown)} mapped so.",
            f"Map any of {', '.join(FIELDS)} to a column of the file.",
        )
    before = {remembered[title]: title for title in layout.titles if title in remembered}
    columns = {**layout.columns, **before, **chosen}
    found = replace(layout, columns=columns)
    if found.lacks:
        raise ChooseColumns(found)
    return found


def examine(
    raw: bytes,
    name: str,
    layout: Layout,
    child: tuple[str, str],
    upn: str,
    calendar: SchoolCalendar | None,
    say: Say = silent,
) -> ExaminedRegister:
    """The file read for one pupil; `child` is the UPN and the name in the case, `upn` what was chosen.

    Raises `Trouble`, `ChoosePupil`, and whatever `say` raises to stop it.
    """
    extract = read_marks(raw, layout.columns, say)
    pupil = _chosen(extract.pupils, child, upn)
    found = totals(Register(calendar, marks_of(pupil.marks)))
    return ExaminedRegister(
        name=name,
        raw=raw,
        sha256=extract.sha256,
        layout=extract.layout,
        pupil=pupil,
        pupils=len(extract.pupils),
        totals=found,
        faults=tuple(_faults(extract, pupil, found)),
    )


def totals_that_differ(stated: Mapping[str, object], sums: Sequence[Totals]) -> list[Fault]:
    """The totals that the school states and that none of these sums comes to."""
    faults = []
    for name in STATED:
        told = stated.get(f"stated_{name}")
        counts = [int(getattr(one, name)) for one in sums]
        if isinstance(told, int) and told not in counts:
            faults.append(Fault(f"total {name}", f"{told} stated, {counts[0]} counted"))
    return faults


def _chosen(pupils: Sequence[PupilRegister], child: tuple[str, str], upn: str) -> PupilRegister:
    own, name = child
    if not pupils:
        raise Trouble("The file has no pupil with a mark.", "Export the register of this pupil again.")
    wanted = "".join(upn.split()).upper()
    if wanted and own and wanted != own:
        raise Trouble(
            f"{wanted} is not the UPN of this case.", "Choose the case of that pupil, or correct its UPN."
        )
    by_number = [pupil for pupil in pupils if pupil.upn and pupil.upn == (wanted or own)]
    if by_number:
        return by_number[0]
    if wanted:
        raise Trouble(f"No pupil in the file has the UPN {wanted}.", "Check the number.")
    named = [pupil for pupil in pupils if pupil.name.casefold() == name.casefold()]
    # A pupil with another UPN is another pupil, whatever the name.
    fitting = [pupil for pupil in named if not (pupil.upn and own)]
    if len(fitting) == 1 and len(named) == 1:
        return fitting[0]
    if len(named) > 1:
        raise ChoosePupil(named, name)
    if len(pupils) == 1 and own and pupils[0].upn:
        raise Trouble(
            "The register is of a pupil with another UPN than this case.",
            "Choose the file of this pupil, or correct the UPN of the case.",
        )
    raise ChoosePupil(pupils)


def _faults(extract: RegisterExtract, pupil: PupilRegister, found: Totals) -> list[Fault]:
    left_out = [Fault(f"line {note.line}", note.say, taken=False) for note in extract.bad]
    unknown = [Fault(f"line {note.line}", note.say) for note in pupil.unknown]
    outside = [
        Fault(mark.when, f"code {mark.mark} where the calendar has no session") for mark in found.outside
    ]
    missing = [Fault(mark.when, "no mark") for mark in found.missing]
    return [*left_out, *unknown, *outside, *missing]
