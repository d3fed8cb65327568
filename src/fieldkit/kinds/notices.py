"""The notices of the legal pathway: to improve, and the penalty notices (domain 7.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Count, Link, LongText, Text, YesNo, YesNoUnknown
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, day_in_words

#: Who may issue a penalty notice besides the council, and reports it to the council (NF-11).
_FROM_OUTSIDE = ("police", "head", "deputy")


class Notice(Record):
    """A Notice to Improve or a penalty notice to one parent for one child (NF-03 to NF-10)."""

    kind: ClassVar[str] = "notice"
    label: ClassVar[str] = "Notice"
    icon: ClassVar[str] = "envelope-simple"
    parents: ClassVar[tuple[str, ...]] = ("case",)

    notice_kind: Annotated[
        str | None, Ask("Which notice?", "Notice", needed="any", short="Kind"), Choice(codes="notice-kind")
    ] = None
    person: Annotated[
        str | None, Ask("To which parent?", "Notice", needed="any", short="Parent"), Link(kinds=("person",))
    ] = None
    child: Annotated[
        str | None, Ask("For which child?", "Notice", needed="any", short="Child"), Link(kinds=("child",))
    ] = None
    issued_on: Annotated[DayOf | None, Ask("When is it issued?", "Notice", needed="any", short="Issued")] = (
        None
    )
    period_from: Annotated[DayOf | None, Ask("Absence from", "Notice")] = None
    period_to: Annotated[DayOf | None, Ask("Absence to", "Notice")] = None
    improve_from: Annotated[
        DayOf | None,
        Ask("Improvement period from", "Improvement", when=("notice_kind", ("notice-to-improve",))),
    ] = None
    improve_to: Annotated[
        DayOf | None,
        Ask("Improvement period to", "Improvement", when=("notice_kind", ("notice-to-improve",))),
    ] = None
    sufficient: Annotated[
        LongText | None,
        Ask(
            "What improvement is enough?",
            "Improvement",
            when=("notice_kind", ("notice-to-improve",)),
            short="Enough",
        ),
    ] = None
    improved: Annotated[
        YesNoUnknown | None,
        Ask(
            "Did it improve enough?",
            "Improvement",
            when=("notice_kind", ("notice-to-improve",)),
            short="Improved",
        ),
    ] = None
    support_tried: Annotated[
        LongText | None,
        Ask(
            "What support was tried or is not appropriate?",
            "Grounds",
            "NF-02",
            voice="fact",
            short="Support tried",
        ),
    ] = None
    change_expected: Annotated[
        YesNo | None, Ask("Is it likely to change behaviour?", "Grounds", "NF-02", short="Change expected")
    ] = None
    absence_said: Annotated[
        LongText | None,
        Ask(
            "What does the register show?",
            "Grounds",
            "Only where no register is on this laptop: sessions possible, missed and unauthorised",
            voice="fact",
            short="Attendance record",
        ),
    ] = None
    issuer: Annotated[
        str | None, Ask("Who issues it?", "Issuer", "NF-11", short="Issuer"), Choice(codes="notice-issuer")
    ] = None
    issuer_name: Annotated[
        Text | None,
        Ask("What is their name?", "Issuer", when=("issuer", _FROM_OUTSIDE), short="Issued by"),
    ] = None
    authorised: Annotated[
        YesNoUnknown | None,
        Ask(
            "Does the code of conduct let them issue notices?",
            "Issuer",
            when=("issuer", _FROM_OUTSIDE),
            short="May issue",
        ),
    ] = None
    reported: Annotated[
        YesNoUnknown | None,
        Ask("Was it reported to the council?", "Issuer", when=("issuer", _FROM_OUTSIDE), short="Reported"),
    ] = None
    amount: Annotated[Count | None, Ask("Amount in pounds", "Amount", asked=False)] = None
    reduced_amount: Annotated[Count | None, Ask("Reduced amount in pounds", "Amount", asked=False)] = None
    received_on: Annotated[DayOf | None, Ask("When was it received?", "Afterwards", short="Received")] = None
    paid_on: Annotated[DayOf | None, Ask("When was it paid?", "Afterwards", short="Paid")] = None
    withdrawn_on: Annotated[DayOf | None, Ask("When was it withdrawn?", "Afterwards", short="Withdrawn")] = (
        None
    )

    def title(self) -> str:
        said = Choice(codes="notice-kind").show(self.notice_kind) if self.notice_kind else self.label
        return f"{said}, {day_in_words(self.issued_on)}" if self.issued_on else said
