"""That papers were served on one person: what, how, where, when and by whom (domain 8.5, 8.6)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Link, LongText, Officer, Text
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, day_in_words

_SJP = ("served_papers", ("sjp-pack",))


class Service(Record):
    """Papers that were posted, handed over or left: the proof of service for one person alone (PAR-02)."""

    kind: ClassVar[str] = "service"
    label: ClassVar[str] = "Service of papers"
    icon: ClassVar[str] = "envelope-simple"
    parents: ClassVar[tuple[str, ...]] = ("legal-action", "notice")
    in_chronology: ClassVar[bool] = False

    served_papers: Annotated[
        str | None,
        Ask("What is served?", "Papers", needed="any", short="Papers"),
        Choice(codes="served-papers"),
    ] = None
    described: Annotated[
        Text | None,
        Ask("Which papers, in words?", "Papers", "Such as: letter about attendance", short="Described"),
    ] = None
    person: Annotated[
        str | None,
        Ask("On whom?", "Papers", needed="any", short="Served on"),
        Link(kinds=("person",)),
    ] = None
    served_how: Annotated[
        str | None, Ask("How?", "Service", needed="any", short="How"), Choice(codes="served-how")
    ] = None
    address: Annotated[
        str | None,
        Ask("At which address?", "Service", "One of this person alone (PAR-03)", short="Address"),
        Link(kinds=("address",)),
    ] = None
    served_on: Annotated[
        DayOf | None,
        Ask("When is it posted, handed over or left?", "Service", needed="any", short="Posted or left"),
    ] = None
    served_by: Annotated[Officer | None, Ask("By whom?", "Service", needed="any", short="Served by")] = None
    proof: Annotated[
        Text | None, Ask("Number of the proof of posting", "Service", short="Proof of posting")
    ] = None
    welsh: Annotated[
        str | None,
        Ask("Is a Welsh version wanted?", "Service", when=_SJP, short="Welsh version"),
        Choice(codes="welsh-version"),
    ] = None
    reply_to: Annotated[
        LongText | None,
        Ask(
            "Where does the answer to the charge go?",
            "Service",
            "The court’s office: name and address",
            when=_SJP,
            short="Answer to",
        ),
    ] = None
    came_back_on: Annotated[
        DayOf | None, Ask("When did it come back undelivered?", "Afterwards", short="Came back")
    ] = None
    remark: Annotated[LongText | None, Ask("Anything to add?", "Afterwards", voice="fact")] = None

    def title(self) -> str:
        what = self.described or (
            Choice(codes="served-papers").show(self.served_papers) if self.served_papers else self.label
        )
        return f"{what}, {day_in_words(self.served_on)}" if self.served_on else what

    def line(self) -> str:
        return Choice(codes="served-how").show(self.served_how) if self.served_how else ""
