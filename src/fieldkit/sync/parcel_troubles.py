"""Why a parcel is not taken, in words for the officer. Nothing of a refused parcel is ever kept."""

from __future__ import annotations

from fieldkit.errors import Trouble

_NOTHING = "Nothing of it was taken."


class Damaged(Trouble):
    """It is no parcel, was changed, or was cut short."""

    def __init__(self) -> None:
        super().__init__(
            "This file is not a whole parcel: it was changed or cut short, or is something else.",
            f"{_NOTHING} Ask for it to be exported again, and let it finish before the stick is pulled.",
        )


class ForSomebodyElse(Trouble):
    """It was sealed to another device."""

    def __init__(self) -> None:
        super().__init__(
            "This parcel is for somebody else, or for another laptop of yours.",
            f"{_NOTHING} Ask for one that is exported to you.",
        )


class Own(Trouble):
    """This very notebook made it."""

    def __init__(self) -> None:
        super().__init__("This parcel was made on this notebook.", "Give it to the officer it is for.")


class Older(Trouble):
    """A newer parcel of the same cases from the same device was taken in before."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"A newer parcel from {name} was taken in already.", f"{_NOTHING} It holds nothing more."
        )


class OtherCouncil(Trouble):
    """It comes from another council."""

    def __init__(self) -> None:
        super().__init__(
            "This parcel comes from another council.", f"{_NOTHING} Parcels pass within one council alone."
        )


class UnknownSender(Trouble):
    """No certificate of our council vouches for the sender or for an author."""

    def __init__(self) -> None:
        super().__init__(
            "The council does not vouch for everybody who wrote in this parcel.",
            f"{_NOTHING} Both send and receive when there is a network, then export it again.",
        )


class Withdrawn(Trouble):
    """The council withdrew the sender's device, or that of an author of lines it has not received."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The council has withdrawn a laptop of {name}, and this parcel brings what was written on it.",
            f"{_NOTHING} Tell your manager.",
        )


class NotAuthentic(Trouble):
    """A line is not as its author signed it, or stands in somebody else's chain."""

    def __init__(self) -> None:
        super().__init__(
            "This parcel holds a record that its author did not sign as it stands.",
            f"{_NOTHING} Tell your IT department.",
        )


class NotYours(Trouble):
    """It brings a home that this officer may not see, or that its sender has no part in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This parcel from {name} brings a case or operation that nothing shows to be shared with you.",
            f"{_NOTHING} Ask the council to allocate it to you both, or the lead to name you in a pairing.",
        )


class Stopped(Trouble):
    """The officer stopped it."""

    def __init__(self) -> None:
        super().__init__("It was stopped.", "Nothing was taken or written. Begin again when you like.")
