"""An enterprise that runs a plant."""

from __future__ import annotations

import pytest

from nhip.registry.models import Enterprise


@pytest.fixture
def enterprise(db: None) -> Enterprise:
    """Return an enterprise."""
    return Enterprise.objects.create(tax_code="9900000016", name="Công ty Nhiệt điện Ví Dụ")
