"""A note on a case: a call, a meeting, a message; begun anywhere, kept while it is written."""

from __future__ import annotations

from typing import Any

from fieldkit.gui.pages.record_form import RecordFormPage, ToWrite, read


class NotePage(RecordFormPage):
    """Key: a case to write about, a note or its draft; without one the case is asked for first."""

    def open(self, key: str) -> None:
        """A new note of a case, or the note that is meant."""
        if not key:
            self.choose_case("Which case is the note about?")
            return
        book = self.kit.book
        if key == self.key and self.unsaved:
            return
        self.key = key
        self.kit.jobs.start(lambda _progress: _read(book, key), self.show_form, self.show_trouble, owner=self)


def _read(book: Any, key: str) -> ToWrite:
    what = key.partition("@")[0]
    about_case = book.write_ups.is_here(what) and book.held(what).kind in ("case", "visit")
    return read(book, f"new/note/{key}" if about_case else key)
