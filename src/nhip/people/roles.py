"""The roles, and the sets of roles that rights speak of."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

__all__ = ["COMPILERS", "DATA_READERS", "OFFICIALS", "PUBLISHERS", "REGISTRARS", "STAFF", "Role"]


class Role(models.TextChoices):
    """What a person is to the province's industrial statistics. The public is nobody: it does not sign in."""

    REPORTER = "reporter", _("enterprise reporter")
    OFFICER = "officer", _("officer")
    STATISTICIAN = "statistician", _("statistician")
    APPROVER = "approver", _("approver")
    LEADER = "leader", _("leader")
    ADMINISTRATOR = "administrator", _("administrator")


OFFICIALS: Final = frozenset(Role) - {Role.REPORTER}
"""Everybody who acts for the province. They sign in with a second factor."""

STAFF: Final = frozenset({Role.OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.LEADER})
"""Officials who work with what is compiled. An administrator keeps the house and reads no data by that."""

DATA_READERS: Final = frozenset({Role.OFFICER, Role.STATISTICIAN, Role.APPROVER})
"""Officials who need single reports for their work, and have to keep them secret."""

REGISTRARS: Final = frozenset({Role.OFFICER, Role.STATISTICIAN})
"""Officials who keep the registers and work through what enterprises send."""

COMPILERS: Final = frozenset({Role.STATISTICIAN})
"""Officials who compute the index and answer for its method."""

PUBLISHERS: Final = frozenset({Role.APPROVER})
"""Officials who close a month and let its figures out."""
