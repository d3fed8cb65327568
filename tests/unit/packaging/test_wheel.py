"""The built wheel carries all that the program reads, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this tree with what is installed here alone."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-I", "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--no-index", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("fieldkit-*.whl")
    return built


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def shipped(folder: str) -> set[str]:
    """Every tracked-looking file of a folder at the root, as the wheel should name it."""
    files = (file for file in (ROOT / folder).rglob("*") if file.is_file() and not file.name.startswith("."))
    return {f"fieldkit/_assets/{file.relative_to(ROOT).as_posix()}" for file in files}


def test_it_carries_every_form_and_resource(wheel: Path) -> None:
    wanted = shipped("ui") | shipped("resources")

    assert wanted
    assert wanted <= names(wheel)


def test_it_carries_every_module_and_no_test(wheel: Path) -> None:
    modules = {file.relative_to(ROOT / "src").as_posix() for file in (ROOT / "src").rglob("*.py")}

    carried = names(wheel)

    assert modules <= carried
    assert not [name for name in carried if not name.startswith(("fieldkit/", "fieldkit-"))]
    assert not [name for name in carried if "/test" in name or name.endswith("conftest.py")]


def test_installed_it_finds_its_own_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from fieldkit.assets import asset; print(asset('resources'))"
    )

    command = [sys.executable, "-I", "-c", program, str(tmp_path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)

    assert Path(answer.stdout.strip()) == tmp_path / "fieldkit" / "_assets" / "resources"
