"""The sheet of a zone or cluster: what an investor asks first, on one page of A4."""

from nhip.reports.estate_sheet.sheet import Bar, Event, Fact, Lot, Sheet, write_sheet

__all__ = ["Bar", "Event", "Fact", "Lot", "Sheet", "write_sheet"]
