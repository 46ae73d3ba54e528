"""Time limits in working and calendar days, with a clock that stops. Pure functions; no database.

`calendar.py` knows on which days offices work, `counting.py` counts.
"""

from nhip.estates.time_limits.calendar import REACH, WorkCalendar, work_calendar
from nhip.estates.time_limits.counting import Stop, counted_days, days_between, due_day

__all__ = ["REACH", "Stop", "WorkCalendar", "counted_days", "days_between", "due_day", "work_calendar"]
