"""Two drafts compared give both of them back, whatever was changed between them (EVD-05)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.casebook.evidence.redrafts import compared

WORDS = st.lists(st.sampled_from(["I", "saw", "him", "there.", "“No.”", "RQ/1"]), min_size=1, max_size=6)
DRAFTS = st.lists(WORDS.map(" ".join), max_size=5).map("\n\n".join)


@settings(max_examples=60)
@given(DRAFTS, DRAFTS)
def test_what_was_and_what_is_are_both_there(before: str, after: str) -> None:
    found = compared(before, after)
    assert "\n\n".join(one.before() for one in found if one.before()) == before
    assert "\n\n".join(one.after() for one in found if one.after()) == after
    assert (before == after) == (not any(one.differs for one in found))
