"""How a run ends: each way of failing becomes one line on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from fieldkit.errors import Trouble


def ended(act: Callable[[], int]) -> int:
    """The exit code of `act`: its own, that of the `Trouble` it raised, or 1.

    An unforeseen fault leaves a report without any words of a record, and one line that says where.
    """
    try:
        return act()
    except Trouble as trouble:
        print(one_line(trouble), file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        print("Stopped. What you saved is safe.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the answer has gone; keep Python from complaining of it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as bug:  # whatever it is, its words may be a record's
        from fieldkit.casebook.bugs import keep

        print(f"FieldKit has a fault, and stopped. What you saved is safe. {keep(bug)}", file=sys.stderr)
        return 1


def one_line(trouble: Trouble) -> str:
    """What happened and what to do; answers that cannot stand are named by their fields."""
    problems = getattr(trouble, "problems", ())
    if problems:
        return f"{trouble.say} " + "; ".join(f"{each.field}: {each.say}" for each in problems) + "."
    return " ".join(f"{trouble.say} {trouble.do}".split())
