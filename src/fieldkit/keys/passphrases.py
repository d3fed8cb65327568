"""Says whether a passphrase is good enough, before it protects anything."""

from __future__ import annotations

import unicodedata

from fieldkit.errors import Trouble

LEAST_CHARACTERS = 12
LEAST_WORDS = 4
LEAST_WORDS_ALONE = 5
"""Without a keyring the passphrase is the only secret, so it must be longer (`security.md` 3.2)."""

_WELL_KNOWN = frozenset(
    {
        "correct horse battery staple",
        "the quick brown fox jumps over the lazy dog",
        "the quick brown fox",
        "one two three four",
        "one two three four five",
        "one two three four five six",
        "alpha bravo charlie delta",
        "alpha bravo charlie delta echo",
        "monday tuesday wednesday thursday",
        "monday tuesday wednesday thursday friday",
        "january february march april",
        "january february march april may",
        "let me in please",
        "let me in now please",
        "this is my passphrase",
        "this is my pass phrase",
        "this is my password",
        "four or more words",
        "five or more words here",
        "children missing education officer",
        "to be or not to be",
        "may the force be with you",
        "once upon a time there was",
        "field kit field kit",
    }
)


def rule(*, alone: bool) -> str:
    """The rule as the officer reads it; `alone` when there is no keyring beside the passphrase."""
    return f"{'Five' if alone else 'Four'} or more words. Capital letters and spaces count."


def check_passphrase(passphrase: str, *, alone: bool) -> None:
    """Refuse a passphrase that is too short or too well known. Raises `Trouble`; there is no longest one."""
    words = passphrase.split()
    needed = LEAST_WORDS_ALONE if alone else LEAST_WORDS
    plain = [word.strip(".,;:!?'\"-").casefold() for word in words]
    if len(words) < needed or len(passphrase) < LEAST_CHARACTERS:
        raise Trouble(
            f"Enter a passphrase of {'five' if alone else 'four'} or more words and "
            f"{LEAST_CHARACTERS} or more characters.",
            rule(alone=alone),
        )
    if len(set(plain)) < needed - 1 or " ".join(plain) in _WELL_KNOWN:
        raise Trouble(
            "Enter a passphrase that nobody would guess.", "Choose words that do not belong together."
        )


def passphrase_bytes(passphrase: str) -> bytes:
    """The bytes that Argon2id takes: NFC, so that every keyboard types the same passphrase."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8")
