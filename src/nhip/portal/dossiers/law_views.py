"""The law as pages: which procedure holds when, its steps, limits and references, and what is unclear."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nhip.estates.law import Limit, Procedure, law
from nhip.people import rights_dossiers as rights
from nhip.people.refusals import requires
from nhip.portal.dossiers.common import page, today
from nhip.portal.dossiers.forms import tongue
from nhip.portal.dossiers.showing import certainty_words, compared_words, limit_words, parameter_words


def _short(found: Procedure, day: date) -> dict[str, object]:
    span = found.span
    return {
        "name": found.title.into(tongue()),
        "reference": found.reference,
        "certainty": certainty_words(found.certainty),
        "compared": compared_words(found.compared),
        "first": span.valid_from,
        "last": span.valid_to,
        "holds": span.holds(day),
        "code": found.code,
    }


@require_safe
@requires(rights.may_read_law)
def procedures(request: HttpRequest) -> HttpResponse:
    """Show all procedures with their validity, how days are counted, and the thresholds."""
    day = today()
    kept = law()
    rule = kept.rule_on(day)
    groups = [
        [_short(each, day) for each in reversed(kept.procedures) if each.code == code]
        for code in dict.fromkeys(each.code for each in kept.procedures)
    ]
    parameters = [
        {
            "name": each.name.into(tongue()),
            "value": parameter_words(each),
            "first": each.span.valid_from,
            "last": each.span.valid_to,
            "reference": each.reference,
            "certainty": certainty_words(each.certainty),
            "compared": compared_words(each.compared),
            "note": each.note.into(tongue()) if each.note else "",
        }
        for each in kept.parameters
    ]
    context = {
        "groups": groups,
        "rule": rule,
        "rule_note": rule.note.into(tongue()),
        "parameters": parameters,
        "office_days": kept.office_days,
        "sources": [(source.name.into(tongue()), source.where) for source in kept.sources],
    }
    return page(request, "law.html", context)


@require_safe
@requires(rights.may_read_law)
def procedure(request: HttpRequest, code: str, year: int, month: int, day: int) -> HttpResponse:
    """Show the procedure in force on a day."""
    try:
        found = law().procedure_on(code, date(year, month, day))
    except ValueError as wrong:
        raise Http404 from wrong
    if found is None:
        raise Http404
    language, asked = tongue(), max(found.span.valid_from, min(today(), found.span.valid_to or date.max))
    steps = [
        {
            "name": step.name.into(language),
            "actor": law().actor_on(step.actor, asked).name.into(language),
            "limit": limit_words(step.limit),
            "after": _after(found, step.after, step.limit),
            "papers": [paper.name.into(language) for paper in step.papers],
            "reference": step.reference,
            "certainty": certainty_words(step.certainty),
            "compared": compared_words(step.compared),
            "note": step.note.into(language) if step.note else "",
        }
        for step in found.steps
    ]
    context = {
        **_short(found, today()),
        "notes": [note.into(language) for note in found.notes],
        "transition": found.transition.into(language),
        "transition_reference": found.transition_reference,
        "steps": steps,
    }
    return page(request, "procedure.html", context)


def _after(found: Procedure, code: str, limit: Limit | None) -> str:
    step = found.step(code) if limit else None
    return step.name.into(tongue()) if step else ""
