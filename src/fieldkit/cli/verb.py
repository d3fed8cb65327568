"""Makes a command of a function on the open casebook: finds the notebook, opens it, and always closes it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from fieldkit.cli import asking
from fieldkit.cli.house import GivePassphrase, Told, told

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

NotebookFolder = Annotated[
    Path | None, typer.Option("--notebook", envvar="FIELDKIT_NOTEBOOK", help="The notebook's folder.")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        envvar="FIELDKIT_PASSPHRASE_FILE",
        help="Holds the passphrase on one line; otherwise it is asked for.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Command = Callable[..., None]
_SHARED = (("context", typer.Context), ("notebook", NotebookFolder), ("passphrase_file", PassphraseFile))


def verb(
    group: typer.Typer, name: str | None = None, *, doubtful: bool = False
) -> Callable[[Command], Command]:
    """Adds a command whose function takes the open casebook first; `doubtful` for one that checks it."""

    def add(function: Command) -> Command:
        given = list(inspect.signature(function).parameters.values())[1:]
        hints = get_type_hints(function, localns={"Casebook": object}, include_extras=True)

        @functools.wraps(function)
        def run(
            context: typer.Context, notebook: Path | None, passphrase_file: Path | None, **rest: Any
        ) -> None:
            before = told(context)
            file = passphrase_file or before.passphrase_file
            with opened(before, notebook, lambda: _asked(file), doubtful=doubtful) as casebook:
                function(casebook, **rest)

        shared = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if name == "context" else None,
                annotation=annotation,
            )
            for name, annotation in _SHARED
        ]
        own = [
            each.replace(annotation=hints[each.name], kind=inspect.Parameter.KEYWORD_ONLY) for each in given
        ]
        run.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in [*own, *shared]}
        group.command(name)(run)
        return function

    return add


@contextmanager
def opened(
    run: Told, notebook: Path | None, passphrase: GivePassphrase, *, doubtful: bool = False
) -> Iterator[Casebook]:
    """The casebook of the notebook that this run is about, closed when the block ends."""
    casebook = run.house.open(run.folder(notebook), passphrase, doubtful=doubtful)
    try:
        yield casebook
    except BaseException:
        casebook.notebooks.let_go()
        raise
    if doubtful:
        casebook.notebooks.let_go()  # nothing more may be written into a copy that is in doubt
    else:
        casebook.notebooks.close()


def _asked(file: Path | None) -> str:
    return asking.passphrase(file, "the passphrase")
