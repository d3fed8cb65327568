"""One lock serves every platform, names no index, and holds all that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

ROOT = Path(__file__).resolve().parents[3]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]


def pinned() -> dict[str, Requirement]:
    lines = LOCK.replace("\\\n", " ").splitlines()
    found = [Requirement(line.split(" --hash")[0]) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(each.name): each for each in found}


def test_it_names_no_address() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links|--trusted)", LOCK, re.MULTILINE)


def test_every_package_has_a_hash() -> None:
    packages = re.split(r"\n(?=[A-Za-z])", LOCK)[1:]

    assert len(packages) == len(pinned())
    assert not [each.splitlines()[0] for each in packages if "--hash=sha256:" not in each]


@pytest.mark.parametrize("asked", [*PROJECT["project"]["dependencies"], *EXTRAS["council"], *EXTRAS["dev"]])
def test_it_holds_what_the_project_asks_for(asked: str) -> None:
    wanted = Requirement(asked)
    (exactly,) = pinned()[canonicalize_name(wanted.name)].specifier

    assert wanted.specifier.contains(exactly.version)


def test_it_holds_the_build_backend() -> None:
    assert {Requirement(each).name for each in PROJECT["build-system"]["requires"]} <= set(pinned())


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_it_serves_every_platform(system: str, python: str) -> None:
    surroundings = {"sys_platform": system, "python_version": python, "python_full_version": f"{python}.0"}
    taken = {name for name, each in pinned().items() if not each.marker or each.marker.evaluate(surroundings)}

    assert {"pyside6-essentials", "sqlcipher3", "cryptography", "tzdata"} <= taken
    assert ("pywin32-ctypes" in taken) == (system == "win32")
    assert ("secretstorage" in taken) == (system == "linux")


def test_set_up_refuses_the_pythons_that_the_project_refuses() -> None:
    (oldest, too_new) = (".".join(map(str, version)) for version in (dev.OLDEST, dev.TOO_NEW))

    assert PROJECT["project"]["requires-python"] == f">={oldest},<{too_new}"
