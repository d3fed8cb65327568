"""Where the shell gets what must not stand on a command line: passphrases, and answers from a file."""

from __future__ import annotations

import json
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Any

import typer

from fieldkit.cli.telling import note
from fieldkit.errors import Trouble

_LONGEST = 64 * 1024 * 1024


def passphrase(
    file: Path | None, asked: str, *, twice: bool = False, option: str = "--passphrase-file"
) -> str:
    """A passphrase: the first line of `file`, or typed unseen. Raises `Trouble` when nobody can type it."""
    if file is None:
        if not sys.stdin.isatty():
            raise Trouble(f"Nobody is here to type {asked}.", f"Give {option} FILE.")
        prompt = f"{asked[0].upper()}{asked[1:]}"
        return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True))
    try:
        return file.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as fault:
        raise Trouble(f"The passphrase file {file} cannot be read.", "Check its name and rights.") from fault


def keep_unseen(typed: MutableMapping[str, Any], sets: Sequence[str]) -> None:
    """Ask unseen for the PIN of an all-clear that was not given, and say of one on the command line that it
    stays in the shell's history. It says the same of either PIN (LW-02).
    """
    if any(one.partition("=")[0].strip() == "typed" for one in sets):
        note("What was typed stays in the history of this shell. Leave it out: it is asked for unseen.")
    elif typed.get("event") == "all-clear" and not typed.get("typed") and sys.stdin.isatty():
        typed["typed"] = str(typer.prompt("PIN", hide_input=True, err=True))


def document(source: str) -> dict[str, Any]:
    """The JSON object in a file, or on standard input for "-". Raises `Trouble`."""
    name = "Standard input" if source == "-" else f"The file {source}"
    try:
        raw = sys.stdin.buffer.read(_LONGEST) if source == "-" else Path(source).read_bytes()
        found = json.loads(raw.decode("utf-8-sig"))
    except OSError as fault:
        raise Trouble(f"{name} cannot be read.", "Check its name and rights.") from fault
    except UnicodeDecodeError as fault:
        raise Trouble(f"{name} is not in UTF-8.", "Save it as UTF-8, then try again.") from fault
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise Trouble(f"{name} is not JSON: {where}.", "Put that line right, then try again.") from fault
    except RecursionError as fault:
        raise Trouble(
            f"{name} is nested too deeply.", "Give one object with a name for each field."
        ) from fault
    if not isinstance(found, dict):
        raise Trouble(f"{name} is no JSON object.", "Give one object with a name for each field.")
    return found
