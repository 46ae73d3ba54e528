"""What people call the templates and the words of templates: the keys are for the files, these are for the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

__all__ = ["TEMPLATES", "WORD_MEANINGS", "paragraph_name"]

TEMPLATES: Final[Mapping[str, Promise]] = {
    "headline.index": _("Overview: the index"),
    "headline.products": _("Overview: products and enterprises"),
    "headline.estates": _("Overview: zones and clusters"),
    "index.course": _("Index: how it went in the period"),
    "index.sections": _("Index: sections"),
    "index.causes": _("Index: what moved it"),
    "index.divisions": _("Index: divisions"),
    "products.growing": _("Products: those that grew"),
    "products.falling": _("Products: those that fell"),
    "products.first_half": _("Products: the first half of the year"),
    "plans.enterprise": _("An enterprise against its plan"),
    "estates.zones": _("Zones: investment policy"),
    "estates.clusters": _("Clusters: established"),
    "estates.building": _("Clusters: in operation and under construction"),
    "estates.appraised": _("Clusters: appraised"),
    "enterprises.attracted": _("Attraction of enterprises"),
    "targets.index": _("Targets: the index"),
    "targets.others": _("Targets: the others"),
    "targets.next_year": _("Targets: next year"),
    "tasks.ahead": _("Tasks that are ahead"),
    "projects.reached": _("Projects: milestones reached"),
    "projects.ahead": _("Projects: steps ahead"),
    "article.title": _("Article: title"),
    "article.lead": _("Article: lead"),
    "article.year": _("Article: the course of the year"),
    "article.causes": _("Article: what moved the index"),
    "article.products": _("Article: products"),
    "article.estates": _("Article: zones and clusters"),
    "article.enterprises": _("Article: enterprises"),
    "article.ahead": _("Article: what is ahead"),
    "leader.state": _("Leader's page: are we on track?"),
    "leader.moved": _("Leader's page: what moved the index"),
    "leader.products": _("Leader's page: products"),
    "leader.estates": _("Leader's page: clusters"),
    "leader.ahead": _("Leader's page: what is ahead"),
}

WORD_MEANINGS: Final[Mapping[str, Promise]] = {
    "tang_giam": _("a growth or difference as a verb: rose by 7.68 %, fell by 0.5 %"),
    "tang_giam_ngan": _("a growth after a comma: up 1 %"),
    "tang_giam_gan": _("a growth, roughly: rose by more than 5 %"),
    "vuot": _("a difference from a plan or target: 0.68 percentage points above"),
    "vuot_khoang": _("the same, roughly: about 100 thousand tonnes above"),
    "dong_gop": _("a contribution: contributing 2.73 percentage points"),
    "nhieu_it": _("a difference of counts: 20 enterprises more"),
    "so": _("the number with its unit, without a sign"),
    "so_tran": _("the number alone: no sign, no unit"),
    "co_dau": _("the number with its sign and unit"),
    "dat": _("what was reached; an estimate is said to be one"),
    "gan": _("roughly, where a round number is near: nearly 700"),
    "khoang": _("roughly, whichever side of it: about 200"),
    "gap": _("how many times another count it is: 2 times"),
    "liet_ke": _("a list as in a sentence: a, b and c"),
    "phay": _("a list with commas: a, b, c"),
    "cham_phay": _("a list with semicolons: a; b; c"),
    "hoa": _("begins with a capital letter"),
    "thuong": _("begins with a small letter"),
    "so_luong": _("how many a list has"),
}


def paragraph_name(key: str) -> str:
    """Return what a paragraph is called: the name of its template, and which one it is where there are several."""
    section, _dot, rest = key.partition(".")
    name, _dot, part = rest.partition(".")
    found = TEMPLATES.get(f"{section}.{name}")
    if found is None:
        return key
    if not part.isdecimal() or part == "0":
        return str(found)
    return gettext("%(name)s (%(number)s)") % {"name": found, "number": int(part) + 1}
