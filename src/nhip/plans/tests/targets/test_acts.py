"""Acts on targets: versions stay, two people cannot both win, and bad input changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from nhip.engine.faults import Fault, Faults
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.refusals import Refused, demand
from nhip.people.rights_plans import may_edit_targets
from nhip.people.roles import Role
from nhip.plans.models import Bound, Target
from nhip.plans.targets.actions import add_target, correct_target, newest, withdraw_target
from nhip.plans.targets.fields import TargetFields
from nhip.plans.targets.folder import load_targets
from nhip.plans.targets.queries import target_at, targets_of, versions_of, years
from nhip.registry.documents import keep_document, withdraw_document
from nhip.registry.keepers import SYSTEM_KEEPER, Keeper
from nhip.registry.models import AuditEntry
from nhip.registry.queries import verify_audit

pytestmark = pytest.mark.django_db
JANUARY, JUNE = datetime(2024, 1, 5, tzinfo=UTC), datetime(2024, 6, 5, tzinfo=UTC)
GROWTH = TargetFields(
    code="IIP-2024",
    indicator="IIP",
    subject="TOTAL",
    period="2024",
    comparison="cumulative",
    bound=Bound.RANGE,
    low=Decimal(7),
    high=Decimal(8),
    source="Nghị quyết",
)


def test_a_target_is_kept_with_its_range_and_the_growth_of_its_period():
    kept = add_target(SYSTEM_KEEPER, GROWTH, at=JANUARY)
    assert (kept.low, kept.high, kept.comparison, kept.recorded_by) == (7, 8, "year", "nhip")
    entry = AuditEntry.objects.get(act="target.added")
    assert (entry.subject, entry.new["high"], entry.old) == ("target IIP-2024", "8", None)
    assert verify_audit() is None
    assert years() == [2024]


@pytest.mark.parametrize(
    ("bound", "low", "high", "kept"),
    [
        (Bound.MORE_THAN, "5", None, ("5", None)),
        (Bound.AT_LEAST, "5", "9", ("5", None)),
        (Bound.AT_MOST, "1", "9", (None, "9")),
        (Bound.LESS_THAN, None, "9", (None, "9")),
        (Bound.EXACT, "4", None, ("4", None)),
    ],
)
def test_a_bound_keeps_the_numbers_it_has(bound, low, high, kept):
    said = replace(GROWTH, bound=bound, low=low and Decimal(low), high=high and Decimal(high))
    found = add_target(SYSTEM_KEEPER, said)
    assert (found.low, found.high) == tuple(each and Decimal(each) for each in kept)


def test_a_correction_is_a_newer_version_and_the_older_one_can_be_asked():
    first = add_target(SYSTEM_KEEPER, GROWTH, at=JANUARY)
    second = correct_target(SYSTEM_KEEPER, first, replace(GROWTH, low=Decimal("7.5")), "Nghị quyết mới", at=JUNE)
    assert target_at("IIP-2024") == second
    assert target_at("IIP-2024", JANUARY) == first
    assert [version.low for version in versions_of("IIP-2024")] == [Decimal("7.5"), 7]
    assert AuditEntry.objects.get(act="target.corrected").new["why"] == "Nghị quyết mới"
    with pytest.raises(Fault, match="E791"):
        correct_target(SYSTEM_KEEPER, first, GROWTH, "chậm hơn")
    assert Target.objects.count() == 2


def test_a_withdrawn_target_is_gone_stays_in_the_history_and_may_come_back():
    kept = add_target(SYSTEM_KEEPER, GROWTH, at=JANUARY)
    gone = withdraw_target(SYSTEM_KEEPER, kept, "nhập nhầm", at=JUNE)
    assert target_at("IIP-2024") is None
    assert target_at("IIP-2024", JANUARY) == kept
    assert targets_of(2024) == []
    with pytest.raises(Fault, match="E793"):
        withdraw_target(SYSTEM_KEEPER, gone, "lần nữa")
    again = add_target(SYSTEM_KEEPER, GROWTH)
    assert again.replaces == gone
    assert newest("IIP-2024") == again


@pytest.mark.parametrize(
    ("changes", "number", "column"),
    [
        ({"code": " "}, "E780", "code"),
        ({"code": "mục tiêu"}, "E781", "code"),
        ({"indicator": "NOPE"}, "E783", "indicator"),
        ({"indicator": "TARGET_GAP"}, "E783", "indicator"),
        ({"comparison": "plan"}, "E784", "comparison"),
        ({"period": "tháng 5"}, "E785", "period"),
        ({"high": None}, "E786", "high"),
        ({"low": Decimal(8)}, "E787", "high"),
        ({"low": Decimal("NaN")}, "E788", "low"),
        ({"low": Decimal("1.1234567")}, "E788", "low"),
        ({"source": " "}, "E789", "source"),
        ({"document": 12345}, "E657", "document"),
        ({"bound": "about"}, "E607", "bound"),
        (
            {"indicator": "CLUSTER_EVENTS", "subject": "opened", "comparison": "none"},
            "E794",
            "subject",
        ),
    ],
)
def test_bad_input_is_one_clear_sentence_and_changes_nothing(changes, number, column):
    with pytest.raises((Fault, Faults), match=number) as caught:
        add_target(SYSTEM_KEEPER, replace(GROWTH, **changes))
    error: object = caught.value
    found = error.faults if isinstance(error, Faults) else [error]
    assert any(isinstance(each, Fault) and (each.number, each.fields["column"]) == (number, column) for each in found)
    assert all("?" not in each.message(language) for each in found for language in ("vi", "en"))
    assert not Target.objects.exists()


def test_several_mistakes_are_told_together():
    with pytest.raises(Faults) as caught:
        add_target(SYSTEM_KEEPER, replace(GROWTH, code="", period="x", source=""))
    assert {each.number for each in caught.value.faults} == {"E780", "E785", "E789"}


def test_a_document_has_to_stand_and_to_be_older_than_the_end_of_the_period():
    late = keep_document("nhip", "12/NQ", issued_on=date(2025, 1, 2))
    with pytest.raises(Fault, match="E795"):
        add_target(SYSTEM_KEEPER, replace(GROWTH, document=late.pk))
    gone = keep_document("nhip", "13/NQ", issued_on=date(2024, 1, 2))
    withdraw_document("nhip", gone, "nhầm")
    with pytest.raises(Fault, match="E658"):
        add_target(SYSTEM_KEEPER, replace(GROWTH, document=gone.pk))
    good = keep_document("nhip", "14/NQ", issued_on=date(2024, 1, 2))
    assert add_target(SYSTEM_KEEPER, replace(GROWTH, document=good.pk, source="")).document == good


def test_a_correction_needs_a_reason_and_every_act_a_right():
    kept = add_target(SYSTEM_KEEPER, GROWTH)
    with pytest.raises(Fault, match="E790"):
        correct_target(SYSTEM_KEEPER, kept, GROWTH, "  ")
    with pytest.raises(Fault, match="E790"):
        withdraw_target(SYSTEM_KEEPER, kept, "  ")
    with pytest.raises(Fault, match="E782"):
        add_target(SYSTEM_KEEPER, GROWTH)
    leader = _keeper(Role.LEADER)
    for refused in (
        lambda: add_target(leader, replace(GROWTH, code="X")),
        lambda: correct_target(leader, kept, GROWTH, "x"),
        lambda: withdraw_target(leader, kept, "x"),
    ):
        with pytest.raises(Refused):
            refused()
    assert add_target(_keeper(Role.OFFICER), replace(GROWTH, code="X")).recorded_by == "officer"
    assert Target.objects.count() == 2


def _keeper(role: Role) -> Keeper:
    person = add_person(role.value, role.value)
    grant_role(person, role)
    user = User.objects.get(pk=person.pk)
    return Keeper(user.username, lambda right: demand(user, {"may_edit_targets": may_edit_targets}[right]))


def test_a_folder_brings_targets_once_and_then_only_what_changed(tmp_path):
    file = tmp_path / "plans.csv"
    head = "enterprise,node,period,measure,quantity,unit,source,note\n"
    file.write_text(f'{head},TOTAL,2023,growth,7.00,%,báo,"7,68 - 0,68"\n9900000016,coal,2023,production,600,t,x,\n')
    assert load_targets(tmp_path, at=JANUARY) == 1
    assert load_targets(tmp_path) == 0
    kept = Target.objects.get()
    assert (kept.code, kept.low, kept.bound, kept.comparison) == ("IIP-2023", 7, "at_least", "year")
    file.write_text(f"{head},TOTAL,2023,growth,7..8,%,báo,\n,,2023,NEW_ENTERPRISES,>20,,báo,\n")
    assert load_targets(tmp_path) == 2
    assert [version.high for version in versions_of("IIP-2023")] == [8, None]
    assert target_at("NEW_ENTERPRISES-2023").bound == Bound.MORE_THAN


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (",TOTAL,2023,growth,bảy,%,báo,", "E128"),
        (",TOTAL,2023,growth,>7..8,%,báo,", "E128"),
        (",TOTAL,23,growth,7,%,báo,", "E785"),
        (",TOTAL,2023,stock,7,%,báo,", "E783"),
    ],
)
def test_a_wrong_row_names_file_and_line_and_nothing_is_stored(tmp_path, row, number):
    good = ",C,2023,growth,7,%,báo,"
    head = "enterprise,node,period,measure,quantity,unit,source,note"
    (tmp_path / "plans.csv").write_text(f"{head}\n{good}\n{row}\n", encoding="utf-8")
    with pytest.raises((Fault, Faults), match=rf"{number} plans\.csv, row 3"):
        load_targets(tmp_path)
    assert not Target.objects.exists()
