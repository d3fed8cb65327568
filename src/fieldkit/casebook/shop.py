"""The one helper process of an open casebook: foreign files, bundles, and pages as pictures."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldkit.bundle.workshop import Workshop


class Shop:
    """Makes the workshop at first need, so that a casebook opens without the libraries of paper."""

    def __init__(self) -> None:
        self._made: Workshop | None = None

    @property
    def workshop(self) -> Workshop:
        """The workshop, shared by all desks."""
        if self._made is None:
            from fieldkit.bundle.workshop import Workshop

            self._made = Workshop()
            # Its process must not outlive the casebook, also when nobody closed it.
            weakref.finalize(self, self._made.close)
        return self._made

    def close(self) -> None:
        """End the helper process; the next need starts another."""
        if self._made is not None:
            self._made.close()
