"""Why the server refuses a call, in words for the officer."""

from __future__ import annotations


class Refused(Exception):
    """The call cannot be done: `status` for HTTP, `code` for the program, `say` and `do` for the officer.

    `wait_s` is after how many seconds to try again (Retry-After); 0 says nothing of it.
    """

    def __init__(self, status: int, code: str, say: str, do: str = "", *, wait_s: int = 0) -> None:
        self.status, self.code, self.say, self.do, self.wait_s = status, code, say, do, wait_s
        super().__init__(code)


def not_yours() -> Refused:
    """The same answer whether something is not there or not theirs, so that asking tells nothing."""
    return Refused(404, "not-held", "The council holds nothing for you under that name.", "Send and receive.")


def unknown_device() -> Refused:
    """No certificate was ever given to the key."""
    return Refused(401, "unknown-device", "The council does not know this device.", "Enrol it.")


def revoked() -> Refused:
    """The device's key was withdrawn."""
    return Refused(
        403,
        "revoked",
        "The council has withdrawn this device.",
        "Ask your manager. What you wrote here has been kept.",
    )


def too_many_tries(wait_s: int) -> Refused:
    """Codes were tried too often, from there or this one."""
    minutes = -(-wait_s // 60)
    return Refused(
        429,
        "too-many-tries",
        "There were too many tries to enrol.",
        f"Wait {minutes} minute{'' if minutes == 1 else 's'}, then enter the code again.",
        wait_s=wait_s,
    )


def garbled() -> Refused:
    """The body is not the message that belongs there."""
    return Refused(400, "garbled", "What was sent could not be read.", "Send and receive again.")
