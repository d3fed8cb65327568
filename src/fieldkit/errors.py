"""Trouble: the world's fault, with words for the officer."""

from __future__ import annotations


class Trouble(Exception):
    """Something outside the program went wrong and the officer can act on it.

    `say` states what happened in one sentence, `do` what to do next. Anything that is not `Trouble` is a bug.
    `code` is the shell's exit code: 1 it could not be done, 3 a check found something wrong.
    """

    code = 1

    def __init__(self, say: str, do: str = "") -> None:
        self.say = say
        self.do = do
        super().__init__(f"{say} {do}".strip())


class NotebookGone(Trouble):
    """The notebook that was open is destroyed; the door closes it and says why."""


class NeedsPassword(Trouble):
    """A file opens only with a password: none was given, or it was another one."""
