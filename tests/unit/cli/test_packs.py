"""A single justice pack from the shell: forms attached, gaps listed, served, built, verified in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.unit.casebook.court import FORMS, PACK, charged, pages_of
from tests.unit.casebook.test_exhibits import letter
from tests.unit.cli.conftest import Shell


def test_a_pack_from_the_first_gap_to_the_proof(shell: Shell, clock: Any, tmp_path: Path) -> None:
    house = shell.house  # type: ignore[attr-defined]
    casebook = house.open(house.usual_folder, lambda: "")
    action = charged(casebook, clock).action
    casebook.notebook.close()
    out = tmp_path / "pack.pdf"
    listed = shell("bundle", action)
    assert "The service of the pack is not recorded" in listed.out
    assert "SJP-01" in listed.out
    refused = shell("bundle", action, "--out", str(out))
    assert (refused.code, out.exists()) == (1, False)
    assert "The SJP pack cannot be built yet" in refused.err
    form = tmp_path / "form.pdf"
    form.write_bytes(letter())
    for code in FORMS:
        told = ("--form", code, "--edition", "10.25", "--taken-on", "2 11 2026")
        assert shell("court-form", str(form), *told).code == 0
    assert "not attached" not in shell("court-form").out
    assert shell("record", "new", "court-form", "--set", "form=mc100").code == 1
    sets = [part for name, said in PACK.items() for part in ("--set", f"{name}={said}")]
    served = shell("record", "new", "service", "--parent", action, *sets)
    assert served.code == 0, served.err
    items = shell("disclosure", "ATT-2026-0402", "--json").json["items"]
    last = str(items[-1]["number"])
    assert shell("disclosure", "ATT-2026-0402", "--item", last, "--as", "used").code == 0
    built = shell("bundle", action, "--out", str(out), "--json")
    assert built.code == 0, built.err
    assert built.json["pack"] == "SJP pack"
    assert "CERTIFICATE OF SERVICE" in pages_of(out.read_bytes())[-1]
    found = shell("verify", str(out))
    assert found.code == 0
    assert "SJP pack of Agnieszka Ebbage, ATT-2026-0402, version 1, full copy." in found.out
    assert shell("bundle", action, "--pack", "bench").code == 1
