"""What the messages of Windows mean; a computer that says nothing."""

from __future__ import annotations

import pytest

from fieldkit.gui.session import ASLEEP, LOCKED
from fieldkit.gui.session_windows import why


@pytest.mark.parametrize(
    ("message", "first", "words"),
    [
        (0x02B1, 0x7, LOCKED),  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
        (0x02B1, 0x6, LOCKED),  # WTS_SESSION_LOGOFF
        (0x02B1, 0x8, ""),  # WTS_SESSION_UNLOCK
        (0x0218, 0x4, ASLEEP),  # WM_POWERBROADCAST, PBT_APMSUSPEND
        (0x0218, 0x12, ""),  # PBT_APMRESUMEAUTOMATIC
        (0x0100, 0x7, ""),  # WM_KEYDOWN
    ],
)
def test_a_message_of_windows(message: int, first: int, words: str) -> None:
    assert why(message, first) == words
