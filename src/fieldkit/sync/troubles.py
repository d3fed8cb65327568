"""What can go wrong between the notebook and the council, in words for the officer. Nothing is ever lost."""

from __future__ import annotations

from fieldkit.errors import NotebookGone, Trouble


class Away(Trouble):
    """Nothing answers at the council's address."""

    def __init__(self) -> None:
        super().__init__(
            "The council's server cannot be reached.",
            "Your work is saved here. Send it when there is a network.",
        )


class Distrusted(Trouble):
    """Something answers at the council's address, but this computer does not trust its certificate."""

    def __init__(self) -> None:
        super().__init__(
            "This computer does not trust what answers at the council's address.",
            "Nothing was sent. Check the date of this computer and sign in to the network in a web browser; "
            "if it stays so, tell your IT department that the server's certificate is not trusted.",
        )


class Cut(Trouble):
    """The connection broke in the middle of a call."""

    def __init__(self) -> None:
        super().__init__(
            "The connection broke off.", "Nothing is lost. Send and receive again to go on from there."
        )


class Rubbish(Trouble):
    """Something answered that is not the council's server."""

    def __init__(self) -> None:
        super().__init__(
            "Something other than the council's server answered, perhaps this network's sign-in page.",
            "Open a web browser, sign in to the network, then send again.",
        )


class ServerFault(Trouble):
    """The council's server failed."""

    def __init__(self) -> None:
        super().__init__(
            "The council's server has a fault.",
            "Your work is saved here. Send it later; tell your IT department if this goes on.",
        )


class WrongServer(Trouble):
    """Another council's server, or one that pretends."""

    def __init__(self) -> None:
        super().__init__(
            "This is not the server that this notebook was enrolled with.",
            "Nothing was sent. Check the address, and tell your IT department.",
        )


class WrongCouncil(Trouble):
    """The server at the address is not the one that the enrolment code is for."""

    def __init__(self) -> None:
        super().__init__(
            "This server is not the one that your enrolment code is for.", "Check the address and the code."
        )


class Altered(Trouble):
    """An answer does not hold what its signature says."""

    def __init__(self) -> None:
        super().__init__(
            "An answer of the council's server was damaged on its way.", "Nothing is lost. Send again."
        )


class Revoked(Trouble):
    """The council withdrew this device.

    `forgotten` says that it had lost sight of the device first, as a server put back from an older copy does.
    """

    def __init__(self, *, forgotten: bool = False) -> None:
        self.forgotten = forgotten
        super().__init__(
            "The council has withdrawn this device.",
            "What you wrote was handed in and is kept apart for your manager. Ask your manager.",
        )


class Wiped(NotebookGone):
    """The council withdrew this device, and the notebook on it is destroyed."""

    def __init__(self) -> None:
        super().__init__(
            "The council has withdrawn this device, and its notebook is destroyed.",
            "What you wrote was handed in and is kept apart for your manager. "
            "To work on this laptop again, make a new notebook and enrol it with a new code.",
        )


class NotEnrolled(Trouble):
    """There is no council yet."""

    def __init__(self) -> None:
        super().__init__(
            "This notebook belongs to no council yet.", "Enrol it with the address and code you were given."
        )


class Plain(Trouble):
    """An address without encryption."""

    def __init__(self) -> None:
        super().__init__(
            "The council's address does not begin with https://.", "Enter the address you were given."
        )


class Stopped(Trouble):
    """The officer stopped the round."""

    def __init__(self) -> None:
        super().__init__("Sending was stopped.", "What was sent is kept. Send again to go on from there.")


class Refused(Trouble):
    """The council's server refused a call, in its own words; `reason` is its code."""

    def __init__(self, reason: str, say: str, do: str) -> None:
        self.reason = reason
        super().__init__(say, do)
