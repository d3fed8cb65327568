"""Unique pupil numbers: tidied, taken apart and checked (rules UPN-01 to UPN-05)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, shown
from fieldkit.rules.registry import rule

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
_FORM = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")
_STANDARD = "DfE UPN standard 2.0"


@dataclass(frozen=True, slots=True)
class PupilNumber:
    """A UPN as typed or imported."""

    upn: str | None = None


@dataclass(frozen=True, slots=True)
class UpnParts:
    """A UPN taken apart; a temporary one has a letter as its last character."""

    check: str
    local_authority: str
    establishment: str
    year: str
    serial: str

    @property
    def temporary(self) -> bool:
        """Whether the number was given for the time being."""
        return self.serial[-1].isalpha()


def tidy_upn(typed: str) -> str:
    """A UPN as typed, with its spaces out and in capitals."""
    return "".join(typed.split()).upper()


def upn_parts(upn: str) -> UpnParts | None:
    """A tidy UPN taken apart, or None when it does not have the form of one."""
    if not _FORM.fullmatch(upn):
        return None
    return UpnParts(upn[0], upn[1:4], upn[4:8], upn[8:10], upn[10:13])


def upn_sum(rest: str) -> int:
    """Characters 2 to 13 times their places 2 to 13, added; a letter counts as its place in the alphabet.

    Raises `ValueError` for a letter that the alphabet lacks.
    """
    values = [ALPHABET.index(char) if char.isalpha() else int(char) for char in rest]
    return sum(weight * value for weight, value in enumerate(values, 2))


def check_letter(rest: str) -> str:
    """The letter that begins the UPN whose other twelve characters these are."""
    return ALPHABET[upn_sum(rest) % len(ALPHABET)]


@rule("UPN-01", about="child", authority=_STANDARD)
def thirteen_characters(facts: PupilNumber, _book: Reference) -> Finding:
    """A UPN has 13 characters.

    Permanent: a letter and 12 digits. Temporary: a letter, 11 digits and a letter.
    """
    upn = tidy_upn(facts.upn or "")
    if not upn:
        return _none_given()
    parts = upn_parts(upn)
    if parts is None:
        says = "Enter a letter and 12 digits, or for a temporary number a letter, 11 digits and a letter."
        return Finding.failed(says, upn=upn, characters=len(upn))
    kind = "temporary" if parts.temporary else "permanent"
    return Finding.passed(f"The number has the form of a {kind} UPN.", upn=upn, characters=len(upn))


@rule("UPN-02", about="child", authority=_STANDARD)
def upn_layout(facts: PupilNumber, _book: Reference) -> Finding:
    """A UPN is made of a check letter, LA number, establishment, year and serial."""
    upn = tidy_upn(facts.upn or "")
    parts = upn_parts(upn)
    if parts is None:
        return (
            _none_given()
            if not upn
            else Finding.cannot_tell("The number has not the form of a UPN.", upn=upn)
        )
    return Finding.passed(
        f"LA {parts.local_authority}, establishment {parts.establishment}, year {parts.year}.",
        upn=upn,
        local_authority=parts.local_authority,
        establishment=parts.establishment,
        year=parts.year,
        serial=parts.serial,
    )


@rule("UPN-03", about="child", authority=_STANDARD)
def upn_letters(facts: PupilNumber, _book: Reference) -> Finding:
    """The letters of a UPN are never I, O or S."""
    upn = tidy_upn(facts.upn or "")
    letters = tuple(char for char in upn if char.isalpha())
    if not letters:
        return (
            _none_given() if not upn else Finding.cannot_tell("The number has no letter to check.", upn=upn)
        )
    wrong = tuple(letter for letter in letters if letter not in ALPHABET)
    if wrong:
        return Finding.failed(f"A UPN does not use {shown(wrong)}: check 1, 0 and 5.", upn=upn)
    return Finding.passed("Every letter is one that UPNs use.", upn=upn)


@rule("UPN-04", about="child", authority=_STANDARD)
def upn_check_letter(facts: PupilNumber, _book: Reference) -> Finding:
    """The first letter of a UPN agrees with the rest.

    Characters 2 to 13 are multiplied by 2 to 13 and added; the remainder by 23 gives the letter.
    """
    upn = tidy_upn(facts.upn or "")
    if not upn:
        return _none_given()
    if upn_parts(upn) is None or not set(upn[0] + upn[-1]) <= set(ALPHABET + "0123456789"):
        return Finding.cannot_tell("The number has not the form of a UPN.", upn=upn)
    wanted = check_letter(upn[1:])
    if upn[0] != wanted:
        says = f"The first letter does not agree with the rest, which asks for {wanted}: check the number."
        return Finding.failed(says, upn=upn, sum=upn_sum(upn[1:]))
    return Finding.passed("The first letter agrees with the rest.", upn=upn, sum=upn_sum(upn[1:]))


@rule("UPN-05", about="child", authority="DfE local authority numbers [V]")
def upn_local_authority(facts: PupilNumber, book: Reference) -> Finding:
    """The LA number of a UPN is on the list.

    Abolished numbers count, because a UPN is permanent. An unknown number is a warning, not a refusal.
    """
    upn = tidy_upn(facts.upn or "")
    parts = upn_parts(upn)
    if parts is None:
        return (
            _none_given()
            if not upn
            else Finding.cannot_tell("The number has not the form of a UPN.", upn=upn)
        )
    number = parts.local_authority
    name = book.label("local-authority", number)
    if name == number:
        says = f"LA number {number} is not on the list: check it with the school."
        return Finding.cannot_tell(says, upn=upn, local_authority=number)
    return Finding.passed(f"LA number {number} is {name}.", upn=upn, local_authority=number)


def _none_given() -> Finding:
    return Finding.cannot_tell("No UPN has been entered.", upn=None)
