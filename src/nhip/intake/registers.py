"""Loading the registers of a province from a folder of CSV files. Loading twice has one effect."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F

from nhip.intake.faults import raise_all
from nhip.intake.folder import Folder
from nhip.intake.registers_reporting import load_reporting
from nhip.intake.tables import Line
from nhip.registry.actions import SYSTEM, audit
from nhip.registry.choices import Level, Measure
from nhip.registry.models import (
    Classification,
    Consent,
    Enterprise,
    Industry,
    KeyProduct,
    Place,
    Product,
    UnitConversion,
)
from nhip.registry.production_plans import PlanKey, replace_plans
from nhip.registry.tax_codes import clean_tax_code, validate_tax_code

__all__ = ["Loaded", "load_registers"]

_M = TypeVar("_M", bound=models.Model)
# Separates several codes in one cell.
SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows each register has gained or changed; all zero when everything was known."""

    industries: int = 0
    places: int = 0
    products: int = 0
    enterprises: int = 0
    consents: int = 0
    key_products: int = 0
    plans: int = 0
    reportings: int = 0

    @property
    def total(self) -> int:
        """Return all changes together."""
        return sum(asdict(self).values())


def load_registers(
    folder: Path | str, *, year: int | None = None, actor: str = SYSTEM, at: datetime | None = None
) -> Loaded:
    """Load enterprises.csv, products.csv and, where they are, the other registers and scheme/, all or nothing.

    The others are key_products.csv, plans.csv and reporting.csv (who reports what, from which month to which).
    Rows are known by their codes: unknown ones are added, changed ones updated, others left alone. The list of key
    products is that of `year`, else of the last year in reports/. ``at`` is when the plans became known, now if not
    given.

    Raises:
        Fault, Faults: with file, row, column and value; nothing was stored.
    """
    files = Folder(Path(folder))
    with transaction.atomic():
        classification, industries = _industries(files)
        products = _products(files, classification)
        places = _places(files)
        enterprises = _enterprises(files, classification)
        consents = _consents(files)
        keys = _key_products(files, year or _last_year(files.path))
        plans = _plans(files, actor, at)
        reportings = load_reporting(files)
        raise_all(files.faults)
        loaded = Loaded(industries, places, products, enterprises, consents, keys, plans, reportings)
        if loaded.total:
            audit(actor, "registers.loaded", "registers", new={"changed": asdict(loaded), "files": files.digests})
    return loaded


def _last_year(folder: Path) -> int | None:
    names = sorted(path.stem for path in (folder / "reports").glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].csv"))
    return int(names[-1][:4]) if names else None


def _store(model: type[_M], known: dict[Any, _M], rows: dict[Any, dict[str, Any]]) -> int:
    """Add the rows whose key is unknown, save those that differ, and return how many they are."""
    model._default_manager.bulk_create([model(**values) for key, values in rows.items() if key not in known])
    count = sum(1 for key in rows if key not in known)
    for key, values in rows.items():
        row = known.get(key)
        if row is not None and any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            count += 1
    return count


def _industries(files: Folder) -> tuple[Classification | None, int]:
    """Read the tree above the products from the scheme, whose nodes name their classification."""
    name = "scheme/nodes.csv"
    lines = [
        line
        for line in files.rows(name, ("classification", "code", "parent", "level", "name_vi"), optional=True)
        if line["level"] in Level.values and line["level"] != Level.PRODUCT
    ]
    if not lines:
        return Classification.objects.order_by("valid_from").last(), 0
    code = lines[-1]["classification"]
    classification, _ = Classification.objects.get_or_create(code=code, defaults={"name_vi": code, "name_en": code})
    lines = [line for line in lines if line["classification"] == code]
    count = _store(
        Industry,
        {each.code: each for each in Industry.objects.filter(classification=classification)},
        {
            line["code"]: {
                "classification_id": classification.pk,
                "code": line["code"],
                "level": line["level"],
                "name_vi": line["name_vi"],
                "name_en": line["name_en"],
            }
            for line in lines
        },
    )
    known = {each.code: each for each in Industry.objects.filter(classification=classification)}
    for line in lines:
        parent = known.get(line["parent"])
        if known[line["code"]].parent_id != (parent.pk if parent else None):
            known[line["code"]].parent = parent
            known[line["code"]].save(update_fields=["parent"])
    return classification, count


def _industry_keys(classification: Classification | None) -> dict[str, int]:
    return dict(Industry.objects.filter(classification=classification).values_list("code", "id"))


def _once(files: Folder, name: str, line: Line, column: str, key: str, rows: dict[str, Any]) -> bool:
    """Say whether a row has a key and is the first with it, and complain if not."""
    if not key:
        files.complain("E510", name, line, column)
    elif key in rows:
        files.complain("E511", name, line, column, text=key)
    return bool(key) and key not in rows


def _products(files: Folder, classification: Classification | None) -> int:
    name, industries = "products.csv", _industry_keys(classification)
    rows: dict[str, dict[str, Any]] = {}
    for line in files.rows(name, ("product", "name_vi", "unit")):
        if not _once(files, name, line, "product", line["product"], rows):
            continue
        if not line["unit"]:
            files.complain("E510", name, line, "unit")
        industry = line["industry"]
        rows[line["product"]] = {
            "code": line["product"],
            "name_vi": line["name_vi"],
            "name_en": line["name_en"],
            "unit": line["unit"] or "?",
            "industry_id": files.look_up(name, line, "industry", industry, industries, "scheme/nodes.csv")
            if industry
            else None,
        }
    count = _store(Product, {each.code: each for each in Product.objects.all()}, rows)
    return count + _conversions(files)


def _conversions(files: Folder) -> int:
    name, products = "scheme/units.csv", dict(Product.objects.values_list("code", "id"))
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for line in files.rows(name, ("product", "unit", "factor"), optional=True):
        product = files.look_up(name, line, "product", line["product"], products, "products.csv")
        factor = files.convert(name, line, "factor", Decimal, "E128")
        if product is not None and factor is not None:
            if not (factor.is_finite() and factor > 0):
                files.complain("E125", name, line, "factor")
                continue
            rows[product, line["unit"]] = {"product_id": product, "unit": line["unit"], "factor": factor}
    return _store(UnitConversion, {(each.product_id, each.unit): each for each in UnitConversion.objects.all()}, rows)


_ENTERPRISES = "enterprises.csv"


def _places(files: Folder) -> int:
    """Add places that the register of enterprises names and no register of places has brought."""
    named = {line["place"]: line["place_name"] for line in files.rows(_ENTERPRISES, ("tax_code", "name"))}
    known = set(Place.objects.values_list("code", flat=True))
    fresh = [Place(code=code, name=name or code) for code, name in named.items() if code and code not in known]
    Place.objects.bulk_create(fresh)
    return len(fresh)


def _tax_code(text: str) -> str:
    code = clean_tax_code(text)
    validate_tax_code(code)
    return code


def _enterprises(files: Folder, classification: Classification | None) -> int:
    name, industries = _ENTERPRISES, _industry_keys(classification)
    # The newest place of a code wins; one whose first day is not known is the oldest, in every database.
    places = {each.code: each.pk for each in Place.objects.order_by(F("valid_from").asc(nulls_first=True), "id")}
    rows: dict[str, dict[str, Any]] = {}
    for line in files.rows(name, ("tax_code", "name")):
        if not line["tax_code"]:
            files.complain("E510", name, line, "tax_code")
        code = files.convert(name, line, "tax_code", _tax_code, "E507")
        if code is None or not _once(files, name, line, "tax_code", code, rows):
            continue
        rows[code] = {
            "tax_code": code,
            "name": line["name"],
            "place_id": places.get(line["place"]),
            "industry_id": files.look_up(name, line, "industry", line["industry"], industries, "scheme/nodes.csv")
            if line["industry"]
            else None,
            "entered_on": files.convert(name, line, "entered_on", date.fromisoformat, "E508"),
            "exited_on": files.convert(name, line, "exited_on", date.fromisoformat, "E508"),
            "illustrative": line["illustrative"] == "true",
        }
    return _store(Enterprise, {each.tax_code: each for each in Enterprise.objects.all()}, rows)


def _consents(files: Folder) -> int:
    """Read the products whose figures an enterprise lets be published, from the column `consent`."""
    name = _ENTERPRISES
    enterprises = dict(Enterprise.objects.values_list("tax_code", "id"))
    products = dict(Product.objects.values_list("code", "id"))
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    for line in files.rows(name, ("tax_code", "name")):
        enterprise = enterprises.get(clean_tax_code(line["tax_code"]))
        for code in filter(None, line["consent"].split(SEPARATOR)):
            product = files.look_up(name, line, "consent", code.strip(), products, "products.csv")
            if product is not None and enterprise is not None:
                key = (enterprise, product)
                rows[key] = {"enterprise_id": enterprise, "product_id": product, "document": name}
    known = {(each.enterprise_id, each.product_id): each for each in Consent.objects.all()}
    return _store(Consent, known, {key: values for key, values in rows.items() if key not in known})


def _key_products(files: Folder, year: int | None) -> int:
    """Read the list of key products: one row for each product, rows of one key together."""
    name, products = "key_products.csv", {each.code: each for each in Product.objects.all()}
    lines = files.rows(name, ("key", "name_vi", "unit", "product"), optional=True)
    if year is None:
        return 0
    rows: dict[str, dict[str, Any]] = {}
    members: dict[str, set[Product]] = {}
    for line in lines:
        product = files.look_up(name, line, "product", line["product"], products, "products.csv")
        if product is None:
            continue
        members.setdefault(line["key"], set()).add(product)
        rows.setdefault(
            line["key"],
            {
                "year": year,
                "position": len(rows) + 1,
                "code": line["key"],
                "name_vi": line["name_vi"],
                "name_en": line["name_en"],
                "unit": line["unit"],
                "source": line["source"],
            },
        )
    count = _store(KeyProduct, {each.code: each for each in KeyProduct.objects.filter(year=year)}, rows)
    for key in KeyProduct.objects.filter(year=year, code__in=members).prefetch_related("products"):
        if set(key.products.all()) != members[key.code]:
            key.products.set(members[key.code])
    return count


def _plans(files: Folder, actor: str, at: datetime | None) -> int:
    """Read plans of enterprises. Rows that name no enterprise are targets of the province, and another room's."""
    name = "plans.csv"
    enterprises = dict(Enterprise.objects.values_list("tax_code", "id"))
    products = dict(Product.objects.values_list("code", "id"))
    plans: dict[PlanKey, tuple[Decimal, str]] = {}
    for line in files.rows(name, ("enterprise", "node", "period", "measure", "quantity"), optional=True):
        if not line["enterprise"]:
            continue
        quantity = files.convert(name, line, "quantity", Decimal, "E128")
        if quantity is None:
            continue
        year = files.convert(name, line, "period", int, "E120")
        enterprise = files.look_up(name, line, "enterprise", line["enterprise"], enterprises, _ENTERPRISES)
        product = files.look_up(name, line, "node", line["node"], products, "products.csv")
        if line["measure"] not in Measure.values:
            files.complain("E503", name, line, "measure", text=line["measure"], allowed=", ".join(Measure.values))
        elif quantity <= 0:
            files.complain("E203", name, line, "quantity")
        elif enterprise is not None and product is not None and year is not None:
            document = "; ".join(filter(None, (line["source"], line["note"])))
            plans[PlanKey(enterprise, product, year, line["measure"])] = quantity, document
    return 0 if files.faults else len(replace_plans(plans, by=actor, at=at))
