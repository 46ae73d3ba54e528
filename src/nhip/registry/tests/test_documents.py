"""Documents are kept and withdrawn, and never changed."""

import pytest

from nhip.engine.faults import Fault
from nhip.registry.documents import keep_document, standing_document, withdraw_document
from nhip.registry.models import AuditEntry, Document

pytestmark = pytest.mark.django_db


def test_a_document_is_kept_with_its_file_and_told_in_the_audit():
    kept = keep_document("lan", "501/QĐ-TTg", content=b"%PDF-1.7 ...", file_name="qd.pdf")
    assert (kept.media_type, len(kept.sha256)) == ("application/pdf", 64)
    assert standing_document(kept.pk) == kept
    assert AuditEntry.objects.filter(act="document.kept", actor="lan").count() == 1


def test_nothing_new_rests_on_a_withdrawn_document():
    kept = keep_document("lan", "854/QĐ-UBND")
    withdraw_document("lan", kept, "ghi nhầm số")
    with pytest.raises(Fault) as refused:
        standing_document(kept.pk)
    assert refused.value.number == "E658"
    assert Document.objects.standing().count() == 0
    assert Document.objects.count() == 1


@pytest.mark.parametrize(("number", "wanted"), [(" ", "E655"), ("1/BC", None)])
def test_a_document_needs_a_number(number, wanted):
    if wanted is None:
        assert keep_document("lan", number).pk
        return
    with pytest.raises(Fault) as refused:
        keep_document("lan", number)
    assert refused.value.number == wanted
    assert Document.objects.count() == 0


def test_there_is_no_such_document():
    with pytest.raises(Fault) as refused:
        standing_document(999)
    assert refused.value.number == "E657"
    assert standing_document(None) is None
