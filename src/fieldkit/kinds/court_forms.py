"""The forms of the courts service that a council encloses with its packs, each taken once as it is (8.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Count, FileHeld, Text
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf


class CourtForm(Record):
    """A form of the courts service, as the council took it from there: enclosed as it is, never rewritten."""

    kind: ClassVar[str] = "court-form"
    label: ClassVar[str] = "Form of the court"
    icon: ClassVar[str] = "file-pdf"
    lives_in: ClassVar[str] = "register"
    in_chronology: ClassVar[bool] = False

    form: Annotated[
        str | None, Ask("Which form?", "Form", needed="any", short="Form"), Choice(codes="court-form")
    ] = None
    edition: Annotated[
        Text | None,
        Ask("Which edition?", "Form", "As printed on it, such as 10.25", needed="any", short="Edition"),
    ] = None
    taken_on: Annotated[
        DayOf | None, Ask("When was it taken from the court's site?", "Form", needed="any", short="Taken on")
    ] = None
    file: Annotated[FileHeld | None, Ask("File", "File", asked=False)] = None
    derived: Annotated[FileHeld | None, Ask("Prepared copy", "File", asked=False)] = None
    sha256: Annotated[Text | None, Ask("SHA-256 of the original", asked=False)] = None
    pages: Annotated[Count | None, Ask("Pages", asked=False)] = None

    def title(self) -> str:
        name = Choice(codes="court-form").show(self.form) if self.form else self.label
        return f"{name}, edition {self.edition}" if self.edition else name
