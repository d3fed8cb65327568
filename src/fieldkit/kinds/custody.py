"""Who had an exhibit or a recording, from when, and what for: the rows of its custody (domain 8.2)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, LongText, Text
from fieldkit.kinds.ink import Ink
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time

_SEALED = ("custody_act", ("sealed", "opened"))


class Custody(Record):
    """One row of custody. It may be added after the lock: an item goes on its way when its record is
    closed.
    """

    kind: ClassVar[str] = "custody"
    label: ClassVar[str] = "Custody"
    icon: ClassVar[str] = "lock"
    parents: ClassVar[tuple[str, ...]] = ("exhibit", "interview-recording")
    happened: ClassVar[str] = "at"
    searched: ClassVar[tuple[str, ...]] = ("from_whom", "to_whom", "purpose")

    custody_act: Annotated[
        str | None, Ask("What was done with it?", "Custody", needed="any", short="What"),
        Choice(codes="custody-act"),
    ] = None  # fmt: skip
    at: Annotated[Time | None, Ask("When?", "Custody", needed="any", short="At")] = None
    from_whom: Annotated[Text | None, Ask("From whom?", "Custody", needed="any", short="From")] = None
    to_whom: Annotated[
        Text | None, Ask("To whom, or to which place?", "Custody", needed="any", short="To")
    ] = None
    purpose: Annotated[Text | None, Ask("What for?", "Custody", needed="any", short="Purpose")] = None
    gap: Annotated[
        LongText | None,
        Ask("Why does it not come from who had it last?", "Custody", voice="fact", short="Not from the last"),
    ] = None
    signed_by: Annotated[
        Text | None,
        Ask(
            "Who signs for it?", "Custody", "On the printed sheet, where they cannot draw", short="Signed by"
        ),
    ] = None
    seal_no: Annotated[Text | None, Ask("Number of the seal", "Seal", when=_SEALED, short="Seal number")] = (
        None
    )
    authority: Annotated[
        Text | None,
        Ask(
            "Who gave authority to open it?",
            "Seal",
            "A master is opened only by authority",
            needed="any",
            when=("custody_act", ("opened",)),
            short="Authority",
        ),
    ] = None
    until: Annotated[
        DayOf | None,
        Ask(
            "Until when is it kept?",
            "End",
            needed="any",
            when=("custody_act", ("retained",)),
            short="Kept until",
        ),
    ] = None
    certificate: Annotated[
        Text | None,
        Ask(
            "Number of the certificate",
            "End",
            needed="any",
            when=("custody_act", ("disposed",)),
            short="Certificate",
        ),
    ] = None
    ink: Annotated[Ink | None, Ask("Signature", asked=False)] = None

    def title(self) -> str:
        return Choice(codes="custody-act").show(self.custody_act) if self.custody_act else self.label

    def line(self) -> str:
        way = " to ".join(filter(None, (self.from_whom, self.to_whom)))
        return ". ".join(filter(None, (way, self.purpose)))
