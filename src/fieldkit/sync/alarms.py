"""Sentences that the officer must not pass over, though the round went on."""

from __future__ import annotations

LOG_LOST = (
    "The council's server no longer holds everything it gave receipts for: it was put back from an older "
    "copy, or something was removed. What is held here is being sent again. Tell your manager."
)
LOG_CHANGED = (
    "The council's server cannot show that its log is the one it gave receipts for. Tell your manager."
)
OLDER_COPY = "This notebook was an older copy of itself. What it had lost was fetched back from the council."
OLDER_COPY_BY_PARCEL = (
    "This notebook was an older copy of itself. What it had lost came back with this parcel."
)
FORKED = "Two copies of this notebook have been written in. Both accounts are kept. Tell your manager."
NOT_WHOLE = (
    "What the council's server sent for a case is not all that it says it holds. Tell your IT department."
)
