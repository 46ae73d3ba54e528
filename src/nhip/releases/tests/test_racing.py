"""Who acts at once on one release: one of them gets there, and what is approved is what was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, connections, transaction

from nhip.estates.tests.test_together import db
from nhip.releases.faults import Fault, Faults
from nhip.releases.models import Release, ReleaseText
from nhip.releases.preparing import attach_text, prepare_release, refresh_release
from nhip.releases.publication import content_hash
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.steps import newest_basis, newest_step

__all__ = ["db"]

APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run acts side by side, and return "done" or the number of the fault of each."""
    found = [""] * len(acts)
    start = Barrier(len(acts))

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            act()
            found[number] = "done"
        except (Fault, Faults) as wrong:
            found[number] = wrong.faults[0].number if isinstance(wrong, Faults) else wrong.number
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


@pytest.fixture
def draft(province) -> Release:
    return prepare_release("2023-02", by="lan", as_of=APRIL)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_do_the_same_at_once_one_gets_there(draft):
    send_to_review(draft, by="lan")
    assert sorted(at_once(*[lambda: approve(draft, by="duyet")] * 2))[1] == "done"
    assert draft.steps.filter(state="approved").count() == 1
    assert sorted(at_once(*[lambda: schedule(draft, by="duyet")] * 2))[1] == "done"
    assert draft.steps.filter(state="scheduled").count() == 1
    told = at_once(*[lambda: prepare_release("2023-02", by="lan", corrects=draft, reason="Sửa.")] * 2)
    assert sorted(told) == ["E554", "done"]
    assert Release.objects.filter(corrects=draft).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_text_that_comes_while_it_is_approved_is_in_neither_or_in_both(draft):
    """A writer has begun before the release went to review; whoever sends and approves it waits for him."""
    began, go_on = Barrier(2), Barrier(2)

    def write() -> None:
        with transaction.atomic():
            attach_text(draft, "headline", "vi", "Câu viết vội.", by="lan")
            began.wait(timeout=20)
            if connection.vendor == "postgresql":
                go_on.wait(timeout=20)

    def lead() -> None:
        began.wait(timeout=20)
        if connection.vendor == "postgresql":
            with pytest.raises(Exception, match=r"lock|NOWAIT"), transaction.atomic():
                Release.objects.select_for_update(nowait=True).get(pk=draft.pk)
            go_on.wait(timeout=20)
        send_to_review(draft, by="lan")
        approve(draft, by="duyet")

    assert at_once(write, lead) == ["done", "done"]
    assert ReleaseText.objects.count() == 1
    assert newest_step(draft).hash == content_hash(draft, newest_basis(draft))


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_refreshed_while_it_is_sent_stays_whole(draft):
    told = at_once(lambda: send_to_review(draft, by="lan"), lambda: refresh_release(draft, by="lan"))
    assert told[0] == "done"
    approve(draft, by="duyet")
    assert newest_step(draft).hash == content_hash(draft, newest_basis(draft))
