"""Who may do what. Each right is one function; its text is the rule, and its reason where the rule needs one.

How to read this page. A right answers yes or no for a person and, where it depends on it, for a thing. What is not
allowed here is refused: to somebody who is not signed in, whose account is closed or past its last day, who holds
none of the roles named, or for a thing that does not say which enterprise it belongs to. Roles hold from a day to
a day (`Grant`), and are read again for each request. The sets of roles have their names in `roles.py`.

Three principles:

1. What an enterprise reports is confidential (Law on Statistics 89/2015/QH13, articles 5, 10 and 57). The enterprise
   sees its own reports and nothing of others; officials see them where their work needs it; others after consent.
2. Nobody approves what he has made himself.
3. Whoever gives out rights has, by that, no right to data, and gives none to himself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from nhip.people.models import User
from nhip.people.roles import COMPILERS, DATA_READERS, PUBLISHERS, REGISTRARS, STAFF, Role
from nhip.registry.models import Consent, Enterprise

Person = User | AnonymousUser

OPEN_FIELDS: Final = frozenset({"enterprise", "product", "period", "measure"})
"""What may be known of a report whose quantity is published by consent. Any other field is confidential."""


# --- How the rules below are decided ---------------------------------------------------------------------------


def _holds(user: Person, roles: Collection[str]) -> bool:
    return isinstance(user, User) and not user.roles.isdisjoint(roles)


def _enterprise_of(thing: Any) -> int | None:
    found = thing.pk if isinstance(thing, Enterprise) else getattr(thing, "enterprise_id", None)
    return found if isinstance(found, int) else None


def _reports_for(user: Person, thing: Any) -> bool:
    enterprise = _enterprise_of(thing)
    return enterprise is not None and isinstance(user, User) and enterprise in user.enterprise_ids


def _made_by(user: Person, thing: Any, *who: str) -> bool:
    """Whether the person made the thing; also if the thing does not say by whom it was made."""
    makers = [getattr(thing, f"{name}_id", None) or getattr(thing, name, None) for name in who]
    known = [maker for maker in makers if maker is not None]
    return not known or any(maker in (user.pk, user.get_username()) for maker in known)


# --- What is published -----------------------------------------------------------------------------------------


def may_see_published(user: Person) -> bool:
    """Everybody may see published figures, and how they were made. That is what they are for."""
    return True


def may_see_unpublished(user: Person) -> bool:
    """Officer, statistician, approver and leader may see compiled figures before they are published."""
    return _holds(user, STAFF)


# --- Reports ---------------------------------------------------------------------------------------------------


def may_see_report(user: Person, report: Any) -> bool:
    """An enterprise's reporter may see that enterprise's reports; officer, statistician and approver may see all.

    A leader may not: a leader decides on totals, and the law names the purpose for which a report may be read.
    """
    return _reports_for(user, report) or (_enterprise_of(report) is not None and _holds(user, DATA_READERS))


def may_see_quantity(user: Person, report: Any) -> bool:
    """Whoever may see the report may see its quantity; others if the enterprise agreed to publish that product.

    This is where a published number, opened down to its parts, stops or goes on to an enterprise's own figure.
    """
    return may_see_report(user, report) or has_consent(report)


def may_see_field(user: Person, report: Any, field: str) -> bool:
    """Whoever may see the report may see all its fields.

    By consent, others may see the quantity and which enterprise, product, month and measure it is of, and no more.
    """
    if may_see_report(user, report):
        return True
    return field in OPEN_FIELDS | {"quantity"} and has_consent(report)


def has_consent(report: Any) -> bool:
    """Whether the enterprise's consent to publish the report's product is on record and holds today."""
    enterprise, product = _enterprise_of(report), getattr(report, "product_id", None)
    if enterprise is None or product is None:
        return False
    consents = Consent.objects.on(timezone.localdate())
    return consents.filter(enterprise_id=enterprise, product_id=product).exists()


def may_see_file(user: Person, enterprises: Iterable[int]) -> bool:
    """Officer, statistician and approver may open a file as it came; a reporter, if all of it is of his enterprise.

    A file with rows of several enterprises therefore opens for officials only.
    """
    inside = frozenset(enterprises)
    if _holds(user, DATA_READERS):
        return True
    return bool(inside) and isinstance(user, User) and inside <= user.enterprise_ids


# --- Registers -------------------------------------------------------------------------------------------------


def may_see_registers(user: Person) -> bool:
    """Officer, statistician, approver and leader may read the registers of places, industries, products, firms."""
    return _holds(user, STAFF)


def may_see_enterprise(user: Person, enterprise: Any) -> bool:
    """A reporter may see the register's entry on his own enterprise; whoever reads the registers may see all."""
    return _reports_for(user, enterprise) or (_enterprise_of(enterprise) is not None and may_see_registers(user))


def may_edit_registers(user: Person) -> bool:
    """Officer and statistician keep the registers: add, change, end, merge duplicates, import lists."""
    return _holds(user, REGISTRARS)


def may_record_consent(user: Person) -> bool:
    """The statistician records consent to publish, and its withdrawal: he answers for confidentiality."""
    return _holds(user, COMPILERS)


# --- Intake ----------------------------------------------------------------------------------------------------


def may_draft(user: Person, enterprise: Any) -> bool:
    """A reporter may fill in a form for his own enterprise; an officer or statistician for any that sent paper."""
    return _reports_for(user, enterprise) or (_enterprise_of(enterprise) is not None and _holds(user, REGISTRARS))


def may_submit(user: Person, enterprise: Any) -> bool:
    """Whoever may fill in a form may submit it; the audit chain says who did."""
    return may_draft(user, enterprise)


def may_accept(user: Person, submission: Any) -> bool:
    """Officer and statistician accept a submission, unless they have entered or submitted it themselves."""
    return _holds(user, REGISTRARS) and not _made_by(user, submission, "submitted_by", "created_by")


def may_return(user: Person, submission: Any) -> bool:
    """Officer and statistician return a submission with a comment."""
    return _enterprise_of(submission) is not None and _holds(user, REGISTRARS)


def may_reopen(user: Person, submission: Any) -> bool:
    """Statistician and approver reopen what was accepted: it changes figures that may have been read already."""
    return _enterprise_of(submission) is not None and _holds(user, COMPILERS | PUBLISHERS)


def may_correct(user: Person, report: Any) -> bool:
    """Officer and statistician correct a report, with a note. It becomes a newer report; the older one stays."""
    return _enterprise_of(report) is not None and _holds(user, REGISTRARS)


def may_import_many(user: Person) -> bool:
    """Officer and statistician import files with many enterprises."""
    return _holds(user, REGISTRARS)


def may_undo_import(user: Person, batch: Any) -> bool:
    """The statistician may undo an import; an officer the one he made himself."""
    made = getattr(batch, "created_by_id", None) or getattr(batch, "created_by", None)
    own = isinstance(user, User) and made is not None and made in (user.pk, user.username)
    return _holds(user, COMPILERS) or (own and _holds(user, REGISTRARS))


def may_work_inbox(user: Person) -> bool:
    """Officer and statistician work through what the checks found."""
    return _holds(user, REGISTRARS)


def may_set_deadlines(user: Person) -> bool:
    """The statistician opens the collection of a month, and sets its deadline."""
    return _holds(user, COMPILERS)


def may_remind(user: Person) -> bool:
    """Officer and statistician send reminders to those who have not reported."""
    return _holds(user, REGISTRARS)


def may_see_response(user: Person) -> bool:
    """Officer, statistician, approver and leader may see who has reported, and the rates; not what was reported."""
    return _holds(user, STAFF)


def may_see_own_tasks(user: Person) -> bool:
    """A reporter may see what he has to do; the page knows of his own enterprises only."""
    return isinstance(user, User) and bool(user.enterprise_ids)


def may_close_period(user: Person) -> bool:
    """The approver closes a month, and opens it again."""
    return _holds(user, PUBLISHERS)


# --- Compiling and publishing ----------------------------------------------------------------------------------


def may_compile(user: Person) -> bool:
    """The statistician computes the figures of a month, and answers for the method."""
    return _holds(user, COMPILERS)


def may_approve(user: Person, compilation: Any) -> bool:
    """The approver approves a compilation that somebody else made."""
    return _holds(user, PUBLISHERS) and not _made_by(user, compilation, "compiled_by", "created_by")


def may_publish(user: Person, release: Any) -> bool:
    """The approver publishes a release that somebody else prepared."""
    return _holds(user, PUBLISHERS) and not _made_by(user, release, "prepared_by", "created_by")


# --- The house -------------------------------------------------------------------------------------------------


def may_read_audit(user: Person) -> bool:
    """The administrator reads the audit chain. Nobody writes in it: acts do that, and nobody changes it."""
    return _holds(user, {Role.ADMINISTRATOR})


def may_manage_people(user: Person) -> bool:
    """The administrator adds people, changes their names, closes and opens accounts, and sends sign-in links."""
    return _holds(user, {Role.ADMINISTRATOR})


def may_grant(user: Person, person: User) -> bool:
    """The administrator grants and revokes roles of others, never his own: that takes a second administrator."""
    return may_manage_people(user) and user.pk != person.pk


def may_close_account(user: Person, person: User) -> bool:
    """The administrator closes and opens accounts of others, so that one administrator is always left."""
    return may_manage_people(user) and user.pk != person.pk


def may_reset_second_factor(user: Person, person: User) -> bool:
    """The administrator takes away a lost second factor of others; at the next sign-in they set up a new one."""
    return may_manage_people(user) and user.pk != person.pk
