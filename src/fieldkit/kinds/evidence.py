"""What goes to court and how it is signed for: exhibits, statements, sign-offs, bundles, releases (domain
8).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from fieldkit.kinds.answers import Choice, Count, FileHeld, Link, LongText, Officer, Text, YesNo
from fieldkit.kinds.ink import Ink
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time


class Exhibit(Record):
    """A photograph, paper or file, hashed before anything else was done with it (EVD-10, EVD-11)."""

    kind: ClassVar[str] = "exhibit"
    label: ClassVar[str] = "Exhibit"
    icon: ClassVar[str] = "paperclip"
    parents: ClassVar[tuple[str, ...]] = (
        "visit", "case", "note", "statement", "enquiry", "operation", "stop", "premises-visit",
        "interview", "referral", "legal-action", "roll-deletion",
    )  # fmt: skip
    part_of_parent: ClassVar[bool] = True
    happened: ClassVar[str] = "produced_at"
    searched: ClassVar[tuple[str, ...]] = ("mark", "description", "reason", "place")

    mark: Annotated[Text | None, Ask("Exhibit mark", "Exhibit", asked=False, short="Mark")] = None
    exhibit_kind: Annotated[
        str | None, Ask("What is it?", "Exhibit", needed="any", short="Kind"), Choice(codes="exhibit-kind")
    ] = None
    description: Annotated[
        Text | None, Ask("Describe it", "Exhibit", "As on its label", needed="any", short="Description")
    ] = None
    reason: Annotated[
        str | None,
        Ask("Why was it taken?", "Exhibit", needed="any", short="Reason"),
        Choice(codes="photo-reason"),
    ] = None
    reason_note: Annotated[Text | None, Ask("More about the reason", "Exhibit")] = None
    produced_at: Annotated[
        Time | None, Ask("When was it found or made?", "Exhibit", short="Found or made")
    ] = None
    place: Annotated[Text | None, Ask("Where?", "Found", short="Place")] = None
    from_whom: Annotated[Text | None, Ask("From whom?", "Found")] = None
    copy_kind: Annotated[str | None, Ask("Original or copy?", "Found"), Choice(codes="exhibit-copy")] = None
    storage: Annotated[Text | None, Ask("Where is the original kept?", "Found")] = None
    disclosure: Annotated[
        str | None,
        Ask("Used, unused or sensitive?", "Disclosure", "EVD-30"),
        Choice(codes="disclosure-class"),
    ] = None
    file: Annotated[FileHeld | None, Ask("File", "File", asked=False)] = None
    derived: Annotated[FileHeld | None, Ask("Prepared copy", "File", asked=False)] = None
    preparation: Annotated[LongText | None, Ask("How the copy was prepared", "File", asked=False)] = None
    picture_time: Annotated[Text | None, Ask("Time in the picture", "File", asked=False)] = None
    picture_place: Annotated[Text | None, Ask("Place in the picture", "File", asked=False)] = None
    picture_device: Annotated[Text | None, Ask("Camera", "File", asked=False)] = None
    pages: Annotated[Count | None, Ask("Pages", "File", asked=False)] = None
    sha256: Annotated[Text | None, Ask("SHA-256 of the original", asked=False)] = None
    lifts: Annotated[list[int] | None, Ask("Room for the page number", asked=False)] = None

    def title(self) -> str:
        return " ".join(filter(None, (self.mark, self.description))) or self.label

    def line(self) -> str:
        return Choice(codes="photo-reason").show(self.reason) if self.reason else ""


class Statement(Record):
    """A witness statement under the Criminal Justice Act 1967 s.9, in numbered paragraphs (EVD-01 to
    EVD-05).
    """

    kind: ClassVar[str] = "statement"
    label: ClassVar[str] = "Witness statement"
    icon: ClassVar[str] = "signature"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    seals: ClassVar[bool] = True
    seal_needs: ClassVar[tuple[str, ...]] = ("signed_as", "wording", "made_at")
    happened: ClassVar[str] = "made_at"
    searched: ClassVar[tuple[str, ...]] = ("maker", "paragraphs")

    maker: Annotated[
        Text | None, Ask("Whose statement is it?", "Statement", needed="any", short="Statement of")
    ] = None
    age_note: Annotated[Text | None, Ask("Age if under 18", "Statement", needed="any")] = None
    occupation: Annotated[Text | None, Ask("Occupation", "Statement", needed="any")] = None
    paragraphs: Annotated[
        LongText | None,
        Ask(
            "What do they say?",
            "Statement",
            "A blank line starts a new numbered paragraph",
            needed="any",
            voice="fact",
        ),
    ] = None
    made_at: Annotated[Time | None, Ask("When was it made?", "Statement", short="Made")] = None
    wording: Annotated[Text | None, Ask("Declaration version", "Signature", asked=False)] = None
    signed_as: Annotated[Text | None, Ask("Signed as", "Signature")] = None
    read_over_by: Annotated[
        Text | None, Ask("Who read it to them?", "Signature", "Only if they cannot read it")
    ] = None
    on_paper: Annotated[YesNo | None, Ask("Signed on paper?", asked=False, short="On paper")] = None
    signed_pages: Annotated[Count | None, Ask("Pages signed", asked=False)] = None
    ink: Annotated[Ink | None, Ask("Signature", asked=False)] = None
    reader_ink: Annotated[Ink | None, Ask("Signature of the reader", asked=False)] = None
    visit: Annotated[
        str | None, Ask("Made from which visit?", "Signature", asked=False), Link(kinds=("visit",))
    ] = None
    action: Annotated[
        str | None, Ask("Against which parent?", asked=False), Link(kinds=("legal-action",))
    ] = None

    def title(self) -> str:
        return f"Statement of {self.maker}" if self.maker else self.label


class Signoff(Record):
    """A manager's or panel's decision on exact revisions of one record, with conditions, until when."""

    kind: ClassVar[str] = "signoff"
    label: ClassVar[str] = "Sign-off"
    icon: ClassVar[str] = "signature"
    parents: ClassVar[tuple[str, ...]] = (
        "visit", "risk-flag", "case", "operation", "referral", "interview", "investigation-plan",
        "outside-meeting",
    )  # fmt: skip
    searched: ClassVar[tuple[str, ...]] = ("conditions", "reason")

    about: Annotated[
        str | None, Ask("What is asked?", "Sign-off", needed="any"), Choice(codes="signoff-subject")
    ] = None
    heads: Annotated[list[str] | None, Ask("Revisions it is about", asked=False)] = None
    decision: Annotated[
        str | None,
        Ask("What do you decide?", "Sign-off", needed="any", short="Decision"),
        Choice(codes="signoff-decision"),
    ] = None
    conditions: Annotated[LongText | None, Ask("On what conditions?", "Sign-off", short="Conditions")] = None
    reason: Annotated[LongText | None, Ask("Why?", "Sign-off", short="Reason")] = None
    until: Annotated[DayOf | None, Ask("Until when does it hold?", "Sign-off", short="Until")] = None
    by: Annotated[Officer | None, Ask("Who decides?", "Sign-off", asked=False)] = None

    def title(self) -> str:
        said = Choice(codes="signoff-decision").show(self.decision) if self.decision else ""
        about = Choice(codes="signoff-subject").show(self.about) if self.about else self.label
        return f"{about}: {said.lower()}" if said else about

    def line(self) -> str:
        told = self.conditions or self.reason or ""
        return ". ".join(filter(None, (self.by["name"] if self.by else "", told)))


class Countersignature(Record):
    """That a second officer has read a sealed record and signs it too."""

    kind: ClassVar[str] = "countersignature"
    label: ClassVar[str] = "Countersigned"
    icon: ClassVar[str] = "seal-check"
    parents: ClassVar[tuple[str, ...]] = ("visit", "note", "statement", "stop", "premises-visit", "interview")

    seal: Annotated[Text | None, Ask("Seal", asked=False)] = None
    by: Annotated[Officer | None, Ask("Who countersigns?", "Countersign", needed="any")] = None
    remark: Annotated[LongText | None, Ask("Anything to add?", "Countersign")] = None

    def line(self) -> str:
        return self.by["name"] if self.by else ""


class BundleBuild(Record):
    """That a bundle was built: which pages got which numbers, for whom, and what it hashes to."""

    kind: ClassVar[str] = "bundle-build"
    label: ClassVar[str] = "Bundle built"
    icon: ClassVar[str] = "books"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "built_at"

    pack: Annotated[str | None, Ask("Pack", asked=False), Choice(codes="court-pack")] = None
    action: Annotated[str | None, Ask("Of which parent?", asked=False), Link(kinds=("legal-action",))] = None
    name: Annotated[Text | None, Ask("Bundle", asked=False)] = None
    version: Annotated[Count | None, Ask("Version", asked=False)] = None
    recipient: Annotated[Text | None, Ask("For whom?", "Bundle", needed="any")] = None
    built_at: Annotated[Time | None, Ask("Built", asked=False)] = None
    pages: Annotated[Count | None, Ask("Pages", asked=False)] = None
    sha256: Annotated[Text | None, Ask("SHA-256", asked=False)] = None
    documents: Annotated[list[dict[str, Any]] | None, Ask("Documents", asked=False)] = None

    def title(self) -> str:
        what = Choice(codes="court-pack").show(self.pack) if self.pack else "Bundle"
        return f"{what}, version {self.version or 1}, {self.pages or 0} pages"

    def line(self) -> str:
        return f"For {self.recipient}" if self.recipient else ""


class Release(Record):
    """That something was printed, exported or disclosed, to whom and why (DPA 2018 s.62)."""

    kind: ClassVar[str] = "release"
    label: ClassVar[str] = "Printed or sent out"
    icon: ClassVar[str] = "printer"
    parents: ClassVar[tuple[str, ...]] = (
        "case", "visit", "statement", "exhibit", "bundle-build", "operation", "premises-visit",
        "referral", "interview", "notice", "legal-action",
    )  # fmt: skip

    release_kind: Annotated[
        str | None, Ask("What was done?", "Release", needed="any"), Choice(codes="release-kind")
    ] = None
    what: Annotated[Text | None, Ask("With what?", "Release", needed="any", short="What")] = None
    recipient: Annotated[Text | None, Ask("For whom?", "Release", short="For")] = None
    reason: Annotated[Text | None, Ask("Why?", "Release", short="Why")] = None
    sha256: Annotated[Text | None, Ask("SHA-256", asked=False)] = None

    def title(self) -> str:
        return (
            f"{Choice(codes='release-kind').show(self.release_kind)}: {self.what}"
            if self.release_kind
            else self.label
        )

    def line(self) -> str:
        return f"For {self.recipient}" if self.recipient else ""
