"""Who may do what with targets, production plans, projects, investment promotion and tasks. See `rights.py`."""

from __future__ import annotations

from nhip.people.rights import Person, _holds
from nhip.people.roles import DATA_READERS, REGISTRARS

# --- Targets and production plans ------------------------------------------------------------------------------


def may_see_targets(user: Person) -> bool:
    """Everybody may see the province's targets, and how far they are reached: they were set in public."""
    return True


def may_edit_targets(user: Person) -> bool:
    """Officer and statistician keep the register of targets; older versions stay."""
    return _holds(user, REGISTRARS)


def may_see_plans(user: Person) -> bool:
    """Officer, statistician and approver may see what enterprises plan, and how much of it they made.

    A plan is a report of one enterprise, and as confidential as one.
    """
    return _holds(user, DATA_READERS)
