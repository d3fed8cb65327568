"""Sending and receiving: what the notebook holds goes to the council, what the officer may see comes back."""

from __future__ import annotations

from fieldkit.sync.driver import enrol, prove, sync_once
from fieldkit.sync.engine import Outcome
from fieldkit.sync.port import Cursor, Enrolment, Pulled, Store, Trusted

__all__ = ["Cursor", "Enrolment", "Outcome", "Pulled", "Store", "Trusted", "enrol", "prove", "sync_once"]
