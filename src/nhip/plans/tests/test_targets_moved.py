"""Plans and targets that were there before the program knew versions of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nhip.plans.models import Target
from nhip.registry.models import ProductionPlan

COAL = "9900000016"


@pytest.mark.django_db(transaction=True)
def test_old_plans_and_targets_become_first_versions_that_were_always_known():
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    before = ("registry", "0005_documents")
    try:
        executor.migrate([before])
        old = executor.loader.project_state([before]).apps
        enterprise = old.get_model("registry", "Enterprise").objects.create(tax_code=COAL, name="Công ty Than")
        product = old.get_model("registry", "Product").objects.create(code="coal", name_vi="Than", unit="tấn")
        key = {"enterprise": enterprise, "product": product, "year": 2023, "measure": "production"}
        old.get_model("registry", "ProductionPlan").objects.create(**key, quantity=600, document="báo")
        targets = old.get_model("registry", "Target").objects
        targets.create(subject="TOTAL", period="2023", growth=Decimal("7.000"), document="báo; 7,68 - 0,68")
        targets.create(subject="C", period="2024-H1", growth=Decimal("5.5"))
        MigrationExecutor(connection).migrate(latest)
        plan = ProductionPlan.objects.known_at().get()
        assert (plan.quantity, plan.document, plan.replaces_id, plan.recorded_at.year) == (600, "báo", None, 2000)
        found = {row.code: row for row in Target.objects.known_at()}
        assert set(found) == {"IIP-2023", "IIP-C-2024-H1"}
        whole = found["IIP-2023"]
        assert (whole.low, whole.high, whole.bound, whole.comparison) == (7, None, "at_least", "year")
        assert (whole.source, whole.recorded_at.year) == ("báo; 7,68 - 0,68", 2000)
        assert found["IIP-C-2024-H1"].comparison == "half_year"
        assert "registry_target" not in connection.introspection.table_names()
        # Back and forth once more: nothing is lost, nothing stands twice.
        MigrationExecutor(connection).migrate([before])
        with connection.cursor() as cursor:
            cursor.execute("SELECT subject, growth FROM registry_target ORDER BY subject")
            kept = [(subject, Decimal(str(growth))) for subject, growth in cursor.fetchall()]
        assert kept == [("C", Decimal("5.5")), ("TOTAL", Decimal(7))]
        MigrationExecutor(connection).migrate(latest)
        assert set(Target.objects.values_list("code", flat=True)) == {"IIP-2023", "IIP-C-2024-H1"}
    finally:
        MigrationExecutor(connection).migrate(latest)
