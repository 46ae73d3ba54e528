"""Who may do what with dossiers and their procedures. See `rights.py`."""

from __future__ import annotations

from nhip.people.rights import Person, _holds
from nhip.people.roles import REGISTRARS, STAFF


def may_read_law(user: Person) -> bool:
    """Everybody may read which procedure holds when, with its time limits and references: law is public."""
    return True


def may_see_dossiers(user: Person) -> bool:
    """Officer, statistician, approver and leader may see dossiers, their documents, and who is late with what."""
    return _holds(user, STAFF)


def may_keep_dossiers(user: Person) -> bool:
    """Officer and statistician start dossiers and record what happened to them; corrections keep the old."""
    return _holds(user, REGISTRARS)
