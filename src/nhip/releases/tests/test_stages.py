"""A month told twice: estimated before it is over, and again when its reports are in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period
from nhip.intake.actions import import_reports
from nhip.intake.collection.periods import close_period, open_period
from nhip.intake.collection.states import Form
from nhip.intake.models import Stage
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import Role
from nhip.releases import queries
from nhip.releases.book import Book, book_of
from nhip.releases.faults import Fault, Faults
from nhip.releases.headlines import headline
from nhip.releases.models import Release
from nhip.releases.preparing import prepare_release
from nhip.releases.reading import run_of
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.revisions import vintages_of
from nhip.releases.tests.conftest import MADE, months_of
from nhip.releases.verifying import verify

pytestmark = pytest.mark.django_db
BEFORE_ITS_END = datetime(2023, 3, 27, tzinfo=UTC)
AFTERWARDS = datetime(2023, 4, 20, tzinfo=UTC)
FEBRUARY = "2023-02"
MARCH = "2023-03"


def told(stage: str, at: datetime, **more: object) -> Release:
    release = prepare_release(MARCH, by="lan", as_of=at, stage=stage, **more)
    send_to_review(release, by="lan")
    approve(release, by="duyet")
    schedule(release, by="duyet")
    return release


def sent(quantity: str, stage: str, at: datetime) -> None:
    rows = months_of(2023, dict.fromkeys(MADE, (None, None, quantity)))
    kept = [row for row in rows.splitlines() if f",{MARCH}," in row or row.startswith("enterprise")]
    import_reports("\n".join(kept).encode(), name=f"{stage}.csv", stage=stage, at=at)


@pytest.fixture
def estimate(province) -> Release:
    sent("18", Stage.ESTIMATE, BEFORE_ITS_END)
    return told(Stage.ESTIMATE, BEFORE_ITS_END)


@pytest.fixture
def official(estimate) -> Release:
    sent("20", Stage.OFFICIAL, AFTERWARDS)
    return told(Stage.OFFICIAL, AFTERWARDS)


def status(book: Book, month: str) -> str:
    return book.figure("IIP", "TOTAL", period=month, comparison=Comparison.BASE_MONTH).status.value


def test_an_estimate_is_called_one_everywhere(estimate):
    found = queries.latest_release(language="en")
    assert (found.slug, found.period_words, found.stage) == ("2023-03e", "March 2023 (estimate)", "estimate")
    assert queries.release_by_slug("2023-03e").id == estimate.pk
    assert queries.release_by_slug(MARCH) is None
    book = book_of(found, "en")
    assert (status(book, FEBRUARY), status(book, MARCH)) == ("provisional", "estimate")
    assert headline(run_of(found), language="en").text.startswith("In March 2023 (estimate) the index")
    assert headline(run_of(found), FEBRUARY, language="en").period_words == "February 2023"


def test_official_figures_take_its_place_and_it_stays(official):
    standing = queries.release_of(MARCH)
    assert (standing.slug, standing.period_words) == (MARCH, "tháng 3/2023")
    assert queries.latest_release().slug == MARCH
    first = queries.release_by_slug("2023-03e")
    assert (first.published, first.followed_by, first.corrected_by) == (True, MARCH, "")
    assert status(book_of(standing, "vi"), MARCH) == "provisional"
    # Every index of March was 180 by the estimates, and 200 by the reports: 10 a month in the base year.
    revised = vintages_of("IIP", "TOTAL", Period.parse(MARCH), Comparison.BASE_MONTH)
    assert [(each.release, each.value) for each in revised.vintages] == [("2023-03e", 180.0), (MARCH, 200.0)]
    assert not list(verify().faults)


def test_no_second_estimate_and_none_after_the_official_figures(estimate):
    with pytest.raises(Fault, match="E554"):
        prepare_release(MARCH, by="lan", stage=Stage.ESTIMATE)
    sent("20", Stage.OFFICIAL, AFTERWARDS)
    prepare_release(MARCH, by="lan", as_of=AFTERWARDS)
    with pytest.raises(Fault, match="E554"):
        prepare_release(MARCH, by="lan", stage=Stage.ESTIMATE)
    with pytest.raises(Fault, match="E554"):
        prepare_release(MARCH, by="lan")


def test_a_correction_of_an_estimate_is_an_estimate(estimate):
    sent("19", Stage.ESTIMATE, AFTERWARDS)
    corrected = told(Stage.OFFICIAL, AFTERWARDS, corrects=estimate, reason="ước tính lại")
    assert (corrected.stage, corrected.slug) == (Stage.ESTIMATE, "2023-03ev2")
    assert queries.release_of(MARCH).slug == "2023-03ev2"


def test_an_estimate_waits_for_its_own_collection_only(province):
    sent("18", Stage.ESTIMATE, BEFORE_ITS_END)
    officer = User.objects.get(pk=add_person("phuong", "phuong").pk)
    grant_role(officer, Role.STATISTICIAN)
    grant_role(officer, Role.OFFICER)
    officer = User.objects.get(pk=officer.pk)
    approver = User.objects.get(pk=add_person("duyet-thu", "duyet-thu").pk)
    grant_role(approver, Role.APPROVER)
    approver = User.objects.get(pk=approver.pk)
    open_period(Form.MONTHLY, MARCH, by=officer)
    estimates = open_period(Form.MONTHLY, MARCH, Stage.ESTIMATE, by=officer)
    release = prepare_release(MARCH, by="lan", as_of=BEFORE_ITS_END, stage=Stage.ESTIMATE)
    with pytest.raises(Faults) as wrong:
        send_to_review(release, by="lan")
    assert [each.number for each in wrong.value.faults] == ["E558"]
    close_period(estimates, by=approver)
    assert send_to_review(release, by="lan").state == "review"
