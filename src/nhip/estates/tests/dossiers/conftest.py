"""A cluster to be established, and who keeps its dossier."""

from __future__ import annotations

from datetime import date

import pytest

from nhip.estates.actions import add_estate
from nhip.estates.dossiers.acts import start_dossier
from nhip.estates.models import Dossier, Estate
from nhip.registry.keepers import SYSTEM_KEEPER


@pytest.fixture
def cluster(db: None) -> Estate:
    """Return a cluster of which nothing is known yet."""
    return add_estate(SYSTEM_KEEPER, "cluster", "CCN-THU", "CCN Thử")


@pytest.fixture
def dossier(cluster: Estate) -> Dossier:
    """Return a dossier received on Monday, 3 June 2024."""
    return start_dossier(
        SYSTEM_KEEPER, "cluster", "Thành lập CCN Thử", "Công ty Hạ tầng", date(2024, 6, 3), estate=cluster
    )
