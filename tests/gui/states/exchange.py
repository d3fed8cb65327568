"""The states of exchanging by stick."""

from __future__ import annotations

from collections.abc import Iterator

import exchanging
import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.sync import parcel_troubles


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """No council, nothing shared, nobody chosen, a live sweep ticked, under way, written, refused."""
    with sitting(kit) as at:
        yield "no council", at.open("exchange")
        exchanging.vouch(at.load)
        page = at.open("exchange")
        page.to.set_value("o-petra")
        page.to.changed.emit()
        yield "nothing shared", page
    with sitting(kit) as at:
        operation = sweeps.live(at.load)
        at.load.book.operations.pair(
            operation, {**sweeps.PAIR, "officer": "o-omar Omar Teasel", "patch": "Bus station"}
        )
        exchanging.vouch(at.load)
        yield "nobody chosen", at.open("exchange")
        page = at.open("exchange", operation)
        page.to.set_value("o-omar")
        page.to.changed.emit()
        yield "from the sweep", page
        page.show_working("Writing the file")
        page.show_progress(3, 9, "Writing")
        yield "under way", page
        page.write(at.load.folder)
        at.wait()
        yield "written", page
        page.take_in(at.load.folder / "no-such-parcel")
        at.wait()
        yield "cannot be read", page
        page.show_trouble(parcel_troubles.ForSomebodyElse())
        yield "refused", page
