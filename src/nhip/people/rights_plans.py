"""Who may do what with targets, production plans, projects, investment promotion and tasks. See `rights.py`."""

from __future__ import annotations

from typing import Any

from nhip.people.models import User
from nhip.people.rights import Person, _holds, _reports_for, may_draft, may_see_quantity
from nhip.people.roles import DATA_READERS, REGISTRARS, STAFF, Role

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


# --- Tasks -----------------------------------------------------------------------------------------------------


def may_see_today(user: Person) -> bool:
    """Everybody who is signed in may see what waits for them; the page knows of nothing else."""
    return isinstance(user, User) and user.may_sign_in


def may_see_tasks(user: Person) -> bool:
    """Officer, statistician, approver and leader may see all tasks, and which unit is late with what."""
    return _holds(user, STAFF)


def may_see_task(user: Person, task: Any) -> bool:
    """Whoever sees all tasks may see one; others if they work in one of its units, or if it is marked public."""
    return bool(getattr(task, "public", False)) or may_see_tasks(user) or may_help_with_task(user, task)


def may_see_work_on_task(user: Person, task: Any) -> bool:
    """What was done about a task, and the evidence, is for officials and its units, even if the task is public."""
    return may_see_tasks(user) or may_help_with_task(user, task)


def may_give_tasks(user: Person) -> bool:
    """Leader, officer and statistician give tasks, and correct what was written of them; older versions stay."""
    return _holds(user, REGISTRARS | {Role.LEADER})


def may_keep_units(user: Person) -> bool:
    """Officer and statistician keep the list of units, and who works in which of them."""
    return _holds(user, REGISTRARS)


def may_help_with_task(user: Person, task: Any) -> bool:
    """Who works in the lead unit or in a supporting one reports progress and adds evidence."""
    return isinstance(user, User) and user.may_sign_in and user.pk in getattr(task, "members", ())


def may_comment_on_task(user: Person, task: Any) -> bool:
    """Who sees all tasks, or works in one of the task's units, may comment on it."""
    return may_see_work_on_task(user, task)


def may_lead_task(user: Person, task: Any) -> bool:
    """Who works in the lead unit accepts the task, asks for an extension, and reports it as done."""
    return isinstance(user, User) and user.may_sign_in and user.pk in getattr(task, "leads", ())


def may_extend_task(user: Person, task: Any) -> bool:
    """The leader gives a new deadline: one who could extend his own work would never be late."""
    return _holds(user, {Role.LEADER}) and not may_lead_task(user, task)


def may_return_task(user: Person, task: Any) -> bool:
    """Whoever gave the task, or a leader, returns what was reported as done, and cancels a task."""
    given_by = getattr(task, "given_by", None)
    gave = isinstance(user, User) and given_by is not None and given_by == user.username
    return (gave and may_give_tasks(user)) or _holds(user, {Role.LEADER})


def may_confirm_task(user: Person, task: Any) -> bool:
    """Whoever gave the task, or a leader, confirms that it is done; never who reported it as done."""
    return may_return_task(user, task) and getattr(task, "done_by", None) != user.get_username()


# --- Projects and plants ---------------------------------------------------------------------------------------


def may_see_projects(user: Person) -> bool:
    """Everybody may see projects, what sources say of them, and what was promised: it was said in public."""
    return True


def may_edit_projects(user: Person) -> bool:
    """Officer and statistician keep projects, statements and milestones; older versions stay."""
    return _holds(user, REGISTRARS)


def may_report_plant(user: Person, plant: Any) -> bool:
    """A reporter may report the operation of a plant his enterprise runs; officer and statistician for any plant."""
    return may_draft(user, plant)


def may_see_plant(user: Person, plant: Any) -> bool:
    """Whoever may see an enterprise's reports may see how its plant ran; others if it agreed to publish it."""
    return may_see_quantity(user, plant)


def may_see_plants(user: Person) -> bool:
    """Officials who read reports may see the list of plants; a reporter his own."""
    return _holds(user, DATA_READERS) or (isinstance(user, User) and bool(user.enterprise_ids))


# --- Investment promotion and support --------------------------------------------------------------------------


def may_see_calls(user: Person) -> bool:
    """Everybody may see the calls for investment and the support policies: they look for readers."""
    return True


def may_edit_promotion(user: Person) -> bool:
    """Officer and statistician keep calls, policies, enquiries and support measures."""
    return _holds(user, REGISTRARS)


def may_see_enquiries(user: Person) -> bool:
    """Officer, statistician, approver and leader may see who asked, and who follows it up."""
    return _holds(user, STAFF)


def may_see_support(user: Person) -> bool:
    """Officer, statistician, approver and leader may see all support; a reporter what his enterprise received."""
    return _holds(user, STAFF) or (isinstance(user, User) and bool(user.enterprise_ids))


def may_see_support_of(user: Person, measure: Any) -> bool:
    """A support measure is seen by those who see all, and by the reporter of the enterprise that received it."""
    return _holds(user, STAFF) or _reports_for(user, measure)
