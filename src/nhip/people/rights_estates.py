"""Who may do what with zones and clusters, their land and their procedures. See `rights.py`."""

from __future__ import annotations

from nhip.people.rights import Person, _holds
from nhip.people.roles import DATA_READERS, REGISTRARS

# --- Zones and clusters ----------------------------------------------------------------------------------------


def may_see_estates(user: Person) -> bool:
    """Everybody may see zones and clusters, their events, areas, free lots, prices asked and contacts.

    They are for investors, and the law has unleased land published (Decree 32/2024/NĐ-CP, article 19).
    """
    return True


def may_see_leases(user: Person) -> bool:
    """Officer, statistician and approver may see who leases which lot at which price: it is between two parties."""
    return _holds(user, DATA_READERS)


def may_edit_estates(user: Person) -> bool:
    """Officer and statistician keep the register of zones and clusters, with their events, lots and leases."""
    return _holds(user, REGISTRARS)
