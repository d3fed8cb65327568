"""Checks what the server sends before it is stored: the author's signature, certificate and commitment."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.signing import VerifyKey
from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.revision import Revision, Type, signing_message
from fieldkit.sync.port import Pulled
from fieldkit.sync.reading import read
from fieldkit.wire.messages import Directory, Row
from fieldkit.wire.runs import Link, runs

_ALWAYS_CHECKED = frozenset({Type.SEAL, Type.ERASE, Type.RESTRICT})


class NotAuthentic(Trouble):
    """The server sent something that its author did not sign."""

    def __init__(self) -> None:
        super().__init__(
            "The council's server sent a record that its author did not sign as it stands.",
            "Nothing of it was taken. Tell your IT department.",
        )


class Checker:
    """Knows the keys that the council's issuing key certified."""

    def __init__(self, directory: Directory, keys: CouncilKeys) -> None:
        self._keys: dict[str, VerifyKey] = {}
        for raw in directory.certificates:
            certificate = DeviceCertificate.of(raw)
            if not certificate.faults(keys, certificate.from_ms):
                self._keys[certificate.key.id] = certificate.key

    def rows(self, rows: Sequence[Row]) -> list[Pulled]:
        """The rows with their revisions. Raises `NotAuthentic`, and then none of them is to be stored."""
        pulled = []
        links: list[tuple[Link, Revision]] = []
        for row in rows:
            revision = None
            if row.raw:
                revision = _read(row)
                header = revision.header
                link = Link(header.chain, header.seq, revision.id, header.prev, header.key)
                links.append((link, revision))
            pulled.append(
                Pulled(id=row.id, revision=revision, position=row.position, received_ms=row.received_ms)
            )
        for run in runs(links, itemgetter(0)):
            for _, revision in run[:-1]:
                if revision.header.type in _ALWAYS_CHECKED:
                    self._check(revision)
            self._check(run[-1][1])
        return pulled

    def _check(self, revision: Revision) -> None:
        key = self._keys.get(revision.header.key)
        if key is None or not key.verify(revision.sig, signing_message(revision.id)):
            raise NotAuthentic()


def _read(row: Row) -> Revision:
    try:
        revision = read(row.raw, row.sig, row.payload)
    except NotCanonical as fault:
        raise NotAuthentic() from fault
    if revision.id != row.id:
        raise NotAuthentic()
    return revision
