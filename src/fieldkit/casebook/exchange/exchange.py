"""The desk for parcels: two laptops exchange an operation or a case by a file on a stick, with no server.

A parcel carries the same signed revisions as a round with the server and is merged the same way. Lines of
others that came so are theirs to send: this laptop never hands them on to the server, because the server
judges each line by its author's grant and gives the receipt to its author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange import parcel_making
from fieldkit.casebook.exchange.council import Council
from fieldkit.casebook.exchange.parcel_taking import Taking
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.hpke import SealingPublicKey
from fieldkit.store import certificates, parcels, records
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent
from fieldkit.store.records import Held
from fieldkit.sync import parcel_troubles as troubles
from fieldkit.sync.parcel_rights import NAMING
from fieldkit.sync.parcels import Known, Parcel
from fieldkit.sync.troubles import NotEnrolled

_SHARED_KINDS = ("operation", "case")
_WHAT = "A parcel for another officer"
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Addressee:
    """An officer and the mark of the device that a parcel is sealed to."""

    officer: str
    name: str
    initials: str
    mark: str
    key: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A home in which another officer has a part as well, and the state it is in."""

    home: str
    kind: str
    reference: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A parcel that was written. `missing` counts sealed files that are not on this laptop yet."""

    path: Path
    to: str
    mark: str
    homes: tuple[Shared, ...]
    revisions: int
    files: int
    missing: int
    size: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A parcel that was taken in; `again` for one that had been already. `alarms` must not be passed over."""

    sender: str
    mark: str
    made_ms: int
    homes: tuple[Shared, ...]
    revisions: int
    new: int
    files: int
    again: bool
    alarms: tuple[str, ...] = ()


class Exchange(Desk):
    """Parcels out and in. Both laptops must belong to the same council."""

    def addressees(self) -> Sequence[Addressee]:
        """Everybody else's newest device whose sealing key the council certified, by name."""
        found = [
            Addressee(one.holder.officer, one.holder.name, one.holder.initials, one.holder.mark, one.key.id)
            for one in self._devices().values()
        ]
        return sorted(found, key=lambda one: one.name.casefold())

    def addressee(self, named: str) -> Addressee:
        """The one with this id, name or initials. Raises `Trouble`."""
        wanted, everybody = " ".join(named.split()).casefold(), self.addressees()
        found = [one for one in everybody if wanted in _names(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Trouble(f"More than one officer is called {named}.", "Give the officer's id.")
        raise Trouble(
            f"No laptop of {named} is known here that a parcel can be sealed to.",
            "Send and receive once when there is a network, on both laptops, then export again.",
        )

    def shared(self, officer: str) -> Sequence[Shared]:
        """The operations and cases here in which that officer has a part too, the oldest first."""
        with self.notebook.reading() as book:
            homes = parcels.homes_of_kinds(book, _SHARED_KINDS)
            closed, who = parcels.closed(book), certificates.all_of(book)
            keys = parcels.keys_in(book, homes)
            naming = records.listed(book, kinds=tuple(NAMING))
        parts = {home: {who[key].holder.officer for key in keys[home] if key in who} for home in homes}
        for held in naming:
            parts.setdefault(held.home, set()).update(_named_in(held))
        return self._shown([home for home in homes if home not in closed and officer in parts[home]])

    def export(
        self,
        path: Path,
        to: str,
        homes: Sequence[str] = (),
        *,
        reason: str = "",
        say: Say = silent,
        stop: Stop = lambda: False,
    ) -> tuple[Exported, Changes]:
        """Write a parcel for an officer to `path`, or under a neutral name into the folder `path`.

        `homes` are ids or references; by default all that are shared. Raises `Trouble`; no file is left then.
        """
        keys, addressee, path = self._keys(), self.addressee(to), parcel_making.neutral(path)
        chosen = self._chosen(addressee, homes)
        changed = Changes.to("exchange")
        # The log comes first: a file that is out without a line about it would be worse than a line too many.
        for one in chosen:
            changed |= self.beside(Looks).release(
                one.home, "export", _WHAT, recipient=addressee.name, reason=reason
            )
        sealing = SealingPublicKey(self._devices()[addressee.officer].sealing)
        gathered = parcel_making.gather(
            self.notebook, keys, sealing, [one.home for one in chosen],
            now_ms=self.now().wall_ms, new_id=self.new_id(),
        )  # fmt: skip
        size = parcel_making.write(self.notebook, gathered, sealing, path, say, stop)
        exported = Exported(
            path, addressee.name, addressee.mark, tuple(chosen), gathered.contents.revisions,
            len(gathered.places), gathered.missing, size,
        )  # fmt: skip
        return exported, changed

    def take(self, path: Path, *, say: Say = silent, stop: Stop = lambda: False) -> tuple[Imported, Changes]:
        """Take in a parcel that another officer exported to this one: all of it, or nothing.

        Raises `Trouble` for one that is not whole, not for us, not from our council, or not ours to see.
        """
        with _reading(path) as file:
            parcel = Parcel(file, self._known())
            again = self._taken_before(parcel)
            taking = Taking(self.notebook, parcel, self.me)
            new, changed, alarms = 0, Changes(), tuple[str, ...]()
            if not again:
                new, changed, alarms = taking.take(taking.judge(say, stop), self.now().wall_ms, say, stop)
        contents, holder = parcel.contents, parcel.sender.holder
        imported = Imported(
            holder.name, holder.mark, contents.made_ms, tuple(self._shown(contents.homes)),
            contents.revisions, new, taking.files, again, alarms,
        )  # fmt: skip
        return imported, changed | Changes.to("exchange")

    def _taken_before(self, parcel: Parcel) -> bool:
        """Whether this very parcel was taken in. Raises `Trouble` when newer ones were, of all its homes."""
        contents = parcel.contents
        with self.notebook.reading() as book:
            before = parcels.taken(book, contents.sender, contents.homes)
        if all(name == contents.id for _, name in before):
            return True
        if all(number >= contents.number for number, _ in before):
            raise troubles.Older(parcel.sender.holder.name)
        return False

    def _chosen(self, addressee: Addressee, homes: Sequence[str]) -> list[Shared]:
        shared = self.shared(addressee.officer)
        if not homes and not shared:
            raise Trouble(
                f"Nothing here is shared with {addressee.name}.",
                "Name them in a pairing of the operation, or ask the council to allocate it.",
            )
        found = [] if homes else list(shared)
        for named in homes:
            match = [
                one for one in shared if named.strip().casefold() in (one.home, one.reference.casefold())
            ]
            if not match:
                raise Trouble(
                    f"Nothing here shows that {addressee.name} may see {named}.",
                    "Name them in a pairing of the operation, or ask the council to allocate it.",
                )
            found += match
        return list(dict.fromkeys(found))

    def _shown(self, homes: Sequence[str]) -> list[Shared]:
        with self.notebook.reading() as book:
            held = records.some(book, list(homes))
        return [
            Shared(home, held[home].kind, held[home].text("reference"), held[home].title, held[home].state)
            for home in homes
            if home in held
        ]

    def _devices(self) -> dict[str, DeviceCertificate]:
        """The newest device of every other officer that a parcel can be sealed to, by officer."""
        keys, revoked, now = self._keys(), self.beside(Council).revocations(), self.now().wall_ms
        gone = revoked.serials if revoked is not None else {}
        with self.notebook.reading() as book:
            held = certificates.all_of(book).values()
        return {
            one.holder.officer: one
            for one in sorted(held, key=lambda one: one.from_ms)
            if one.sealing and one.serial not in gone and now < one.to_ms
            and one.holder.officer != self.me.officer and not one.faults(keys, one.from_ms)
        }  # fmt: skip

    def _known(self) -> Known:
        keys, revoked = self._keys(), self.beside(Council).revocations()
        with self.notebook.reading() as book:
            held = certificates.all_of(book)
        return Known(signing=self.notebook.vault.signing, keys=keys, certificates=held, revoked=revoked)

    def _keys(self) -> CouncilKeys:
        with self.notebook.reading() as book:
            keys = certificates.council(book)
        if keys is None or not self.me.enrolled:
            raise NotEnrolled()
        return keys


def _names(one: Addressee) -> tuple[str, str, str]:
    return one.officer.casefold(), one.name.casefold(), one.initials.casefold()


def _named_in(held: Held) -> Iterator[str]:
    for name in NAMING[held.kind]:
        value = held.folded.latest(name)
        found = value.get("id") if isinstance(value, dict) else None
        if isinstance(found, str):
            yield found


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as fault:
        raise Trouble(
            f"{path} cannot be read.", "Check that the stick is in its place, then import it again."
        ) from fault
