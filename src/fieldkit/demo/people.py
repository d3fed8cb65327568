"""Who works at Fenmarch County Council (domain 11): fictional, with numbers from Ofcom's range for drama."""

from __future__ import annotations

from dataclasses import dataclass

COUNCIL = "Fenmarch County Council"
LA_NUMBER = "999"


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer of the demonstration: short name, full name, initials, roles, team, telephone."""

    short: str
    name: str
    initials: str
    roles: tuple[str, ...]
    team: str
    phone: str


DILYS = Officer("dilys", "Dilys Farthing", "DF", ("CME",), "Mereham", "07700 900161")
OMAR = Officer("omar", "Omar Teasel", "OT", ("CME",), "Mereham", "07700 900162")
PETRA = Officer("petra", "Petra Ashlock", "PA", ("MGR", "ADM", "PANEL"), "Mereham", "07700 900163")
ROWAN = Officer("rowan", "Rowan Quillon", "RQ", ("AIO",), "Mereham", "07700 900164")
SUNIL = Officer("sunil", "Sunil Marrow", "SM", ("PRES",), "Legal", "07700 900165")
OFFICERS = (DILYS, OMAR, PETRA, ROWAN, SUNIL)
