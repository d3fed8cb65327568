"""Reads the accessibility tree of one program, for the tests: Debian's own Python has the bindings.

Each line on standard input is a process id, and `whole` where what is hidden counts too; the answer is one
line of JSON, a list of nodes.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # noqa: E402

STATES = ("FOCUSABLE", "FOCUSED", "SHOWING", "ENABLED")
# A table of thousands need not be read whole.
MOST = 200


def nodes(node, whole, found):
    """The node and all below it, in the order of the tree."""
    held = node.get_state_set()
    states = [name.lower() for name in STATES if held.contains(getattr(Atspi.StateType, name))]
    if not whole and "showing" not in states and found:
        return found
    row = {"role": node.get_role_name(), "name": node.get_name() or "", "id": node.get_accessible_id() or ""}
    row |= {"states": states, "description": node.get_description() or "", "box": [], "text": ""}
    if "focusable" in states and "showing" in states:
        box = node.get_extents(Atspi.CoordType.SCREEN)
        row["box"] = [box.x, box.y, box.width, box.height]
    if row["role"] in ("text", "password text"):
        row["text"] = Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
    found.append(row)
    for number in range(min(node.get_child_count(), MOST)):
        child = node.get_child_at_index(number)
        if child is not None:
            nodes(child, whole, found)
    return found


def program(process, whole):
    """What the program with that process id shows; nothing while it is not there."""
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        one = desktop.get_child_at_index(number)
        if one is not None and one.get_process_id() == process:
            return nodes(one, whole, [])
    return []


def settle():
    """Take in what the bus has said meanwhile; without it the list of programs grows old."""
    while GLib.MainContext.default().iteration(False):
        pass


for line in sys.stdin:
    settle()
    asked = line.split()
    try:
        told = program(int(asked[0]), "whole" in asked)
    except GLib.Error:
        # It ended or changed while it was read.
        told = []
    print(json.dumps(told), flush=True)
