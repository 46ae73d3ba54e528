"""One sign-in for each role of the demonstration province.

They come in by the same door as everybody: passwords are random, made once for each installation, and officials have
a second factor, because a switch that turns it off would one day be on in an office. The file beside the database
keeps passwords and secrets, readable by its owner alone; `demonstration_code` says the code of the moment.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.registry.actions import SYSTEM, audit
from nhip.registry.models import Enterprise

__all__ = ["DemonstrationPerson", "NoDemonstration", "demonstration_code", "make_demonstration_people"]

DOCUMENT = "demonstration"
NAMES = {
    Role.REPORTER: "Nguyễn Thị Báo Cáo",
    Role.OFFICER: "Hoàng Văn Chuyên Viên",
    Role.STATISTICIAN: "Lý Thị Thống Kê",
    Role.APPROVER: "Nông Văn Duyệt",
    Role.LEADER: "Vi Thị Lãnh Đạo",
    Role.ADMINISTRATOR: "Triệu Văn Quản Trị",
}
# No letters or digits that are taken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class NoDemonstration(LookupError):
    """The database is not one of a demonstration."""


@dataclass(frozen=True, slots=True)
class DemonstrationPerson:
    """A sign-in to print. `secret` sets up an app for codes; reporters need none. `reports_for` is a tax code."""

    username: str
    password: str
    role: str
    full_name: str
    secret: str = ""
    reports_for: str = ""


def _new(role: Role, enterprise: Enterprise) -> DemonstrationPerson:
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    return DemonstrationPerson(
        username=role.value,
        password=password,
        role=role.value,
        full_name=NAMES[role],
        secret=generate_totp_secret() if role in OFFICIALS else "",
        reports_for=enterprise.tax_code if role is Role.REPORTER else "",
    )


def _kept(path: Path) -> dict[str, DemonstrationPerson]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {row["role"]: DemonstrationPerson(**row) for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _keep(path: Path, people: list[DemonstrationPerson]) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump([asdict(person) for person in people], file, ensure_ascii=False, indent=1)
    draft.replace(path)


def make_demonstration_people(file: Path | None = None) -> list[DemonstrationPerson]:
    """Make the sign-ins that are missing, and return all of them, in the order of the roles.

    Args:
        file: where the passwords are kept; in the installation's own folder unless told.

    Raises:
        NoDemonstration: there is no illustrative enterprise, or one that is not. Real data never get these sign-ins.
    """
    path = file or Path(settings.DEMONSTRATION_PEOPLE)
    enterprise = Enterprise.objects.filter(illustrative=True).order_by("tax_code").first()
    if enterprise is None or Enterprise.objects.filter(illustrative=False).exists():
        raise NoDemonstration("sign-ins for a demonstration need illustrative enterprises, and no others")
    kept = _kept(path)
    people = [kept.get(role.value) or _new(role, enterprise) for role in Role]
    if list(kept.values()) != people:
        _keep(path, people)
    with transaction.atomic():
        for person in people:
            _put(person)
    return people


def _put(person: DemonstrationPerson) -> None:
    """Bring the database to what the file says; nothing is written if it is so already."""
    user = User.objects.filter(username=person.username).first()
    if user is None:
        user = add_person(person.username, person.full_name)
    elif not user.grants.filter(document=DOCUMENT).exists():
        raise NoDemonstration(f"there is a person {person.username} who is not of the demonstration")
    if not user.check_password(person.password):
        user.set_password(person.password)
        user.save(update_fields=["password"])
        audit(SYSTEM, "password.changed", f"person {user.username}")
    if person.role not in user.roles:
        enterprise = Enterprise.objects.get(tax_code=person.reports_for) if person.reports_for else None
        grant_role(user, person.role, enterprise=enterprise, document=DOCUMENT)
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if person.secret and (factor is None or decrypt(factor.data["secret"]) != person.secret):
        if factor is not None:
            factor.delete()
        TOTP.activate(user, person.secret)


def demonstration_code(username: str, file: Path | None = None) -> str:
    """Return the code a demonstration official types now.

    Raises:
        NoDemonstration: there is no such sign-in, or it needs no code.
    """
    path = file or Path(settings.DEMONSTRATION_PEOPLE)
    for person in _kept(path).values():
        if person.username == username and person.secret:
            return code_now(person.secret)
    raise NoDemonstration(f"no demonstration official has the sign-in name {username}")


def code_now(secret: str) -> str:
    """Return the code of the moment for a secret."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
