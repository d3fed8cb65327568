"""The rules of the house that no tool checks: how modules open, what they are called, words never said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FUNCTION = 40
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
NO_NAMES = re.compile(r"(^|_)(utils?|managers?|helpers?|handlers?|data|misc|common)($|_)")
NEVER_SAID = re.compile(r"\b(please|sorry|invalid|required|oops)\b", re.IGNORECASE)
#: What an officer reads stands in calls of these.
SAID_BY = frozenset({"Trouble", "Unfit", "Ask", "Notice", "Finding"})


@cache
def modules(*folders: str) -> tuple[Path, ...]:
    return tuple(
        path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")) if path.stat().st_size
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def near(path: Path, line: int = 0) -> str:
    return f"{path.relative_to(ROOT).as_posix()}{f':{line}' if line else ''}"


def test_every_module_opens_with_what_it_is_for() -> None:
    assert [
        near(path) for path in modules("src", "packaging", "tests") if not ast.get_docstring(tree(path))
    ] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [near(path) for path in modules("src", "packaging") if NO_NAMES.search(path.stem)] == []


def test_functions_are_short() -> None:
    long = [
        near(path, node.lineno)
        for path in modules("src", "packaging")
        for node in ast.walk(tree(path))
        if isinstance(node, FUNCTION) and lines(node) >= LONGEST_FUNCTION
    ]
    assert long == []


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of its body, but for its docstring and for functions of their own inside."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    inside = sum((each.end_lineno or 0) - each.lineno + 1 for each in body if isinstance(each, FUNCTION))
    return (function.end_lineno or 0) - body[0].lineno + 1 - inside if body else 0


def test_nothing_is_caught_and_forgotten() -> None:
    silent = [
        near(path, node.lineno)
        for path in modules("src", "packaging")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
        and all(isinstance(each, ast.Pass | ast.Continue) for each in node.body)
    ]
    assert silent == []


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "X" * 3])
def test_nothing_is_left_for_later(word: str) -> None:
    wanted = re.compile(rf"\b{word}\b")
    found = [
        near(path) for path in modules("src", "packaging", "tests") if wanted.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_test_is_skipped_or_may_fail() -> None:
    found = {
        near(path)
        for path in modules("tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("skip", "skipif", "xfail", "flaky", "importorskip")
        and ast.unparse(node.value) in ("pytest", "pytest.mark")
    }
    # The one place that counts the screen tests as skipped where there is no screen.
    assert found == {"tests/conftest.py"}


def said(path: Path) -> Iterator[tuple[int, str]]:
    """The words in a module that are said to an officer."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAID_BY:
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


def test_an_officer_is_told_what_to_do_and_never_blamed() -> None:
    blamed = [
        near(path, line)
        for path in modules("src")
        for line, words in said(path)
        if NEVER_SAID.search(words) and " " in words
    ]
    forms = [
        near(path)
        for path in sorted((ROOT / "ui").glob("*.ui"))
        for node in ElementTree.parse(path).getroot().iter("string")  # noqa: S314 - our own forms
        if node.text and NEVER_SAID.search(node.text)
    ]
    assert blamed + forms == []
