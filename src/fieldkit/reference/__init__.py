"""Code lists, wordings and local values as of a date: whatever law or a council may change."""

from __future__ import annotations

from fieldkit.reference.book import BankHoliday, Phone, Reference
from fieldkit.reference.codes import Code
from fieldkit.reference.employment import RuleSet
from fieldkit.reference.local import LocalValue, Value
from fieldkit.reference.wordings import Wording

__all__ = ["BankHoliday", "Code", "LocalValue", "Phone", "Reference", "RuleSet", "Value", "Wording"]
