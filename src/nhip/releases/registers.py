"""Registers that are changed in place and that figures are made of: read here, and kept with each run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from nhip.registry.models import Consent, KeyProduct
from nhip.registry.snapshots import snapshotted, take_snapshot
from nhip.releases.models import RegisterSnapshot

__all__ = ["Agreed", "Key", "consents", "key_products", "registers_now", "stored_snapshot"]


class Key(NamedTuple):
    """An entry of a year's list of key products."""

    year: int
    position: int
    code: str
    products: tuple[str, ...]


class Agreed(NamedTuple):
    """An enterprise agrees to publish its figures of a product, from a day to a day."""

    tax_code: str
    product: str
    first: date | None
    last: date | None

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or self.last >= day)


@snapshotted("key_products", Key)
def key_products() -> Iterable[Key]:
    """Read the lists of key products of all years."""
    for key in KeyProduct.objects.prefetch_related("products"):
        yield Key(key.year, key.position, key.code, tuple(sorted(each.code for each in key.products.all())))


@snapshotted("consents", Agreed)
def consents() -> Iterable[Agreed]:
    """Read the consents to publish."""
    rows = Consent.objects.values_list("enterprise__tax_code", "product__code", "valid_from", "valid_to")
    return [Agreed(*row) for row in rows]


def registers_now() -> tuple[str, bytes]:
    """Return the SHA-256 and the content of what the registers say now."""
    content = take_snapshot()
    return hashlib.sha256(content).hexdigest(), content


def stored_snapshot(sha256: str, content: bytes) -> RegisterSnapshot:
    """Keep a snapshot, once."""
    return RegisterSnapshot.objects.get_or_create(sha256=sha256, defaults={"content": content})[0]
