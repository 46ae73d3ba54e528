"""Schemes kept in the database, files and all."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from nhip import engine
from nhip.registry.actions import SYSTEM, audit
from nhip.releases.models import SchemeFile, SchemeNode, StoredScheme

__all__ = ["load_scheme", "scheme_nodes", "store_scheme"]

_TABLES = (".csv", ".parquet")


def store_scheme(folder: Path | str, *, actor: str = SYSTEM) -> StoredScheme:
    """Check a scheme folder and keep it. The same scheme is kept once.

    Raises:
        Fault, Faults: those of `engine.read_scheme`; nothing was stored.
    """
    scheme = engine.read_scheme(folder)
    with transaction.atomic():
        kept, fresh = StoredScheme.objects.get_or_create(
            digest=scheme.digest,
            defaults={
                "title_vi": scheme.policy.title_vi,
                "title_en": scheme.policy.title_en,
                "illustrative": scheme.policy.illustrative,
            },
        )
        if fresh:
            files = sorted(path for path in Path(folder).iterdir() if path.suffix in _TABLES)
            SchemeFile.objects.bulk_create(
                [SchemeFile(scheme=kept, name=path.name, content=path.read_bytes()) for path in files]
            )
            SchemeNode.objects.bulk_create(scheme_nodes(kept, scheme))
            audit(actor, "scheme.stored", f"scheme {kept.digest}", new={"title": kept.title_vi})
    return kept


def scheme_nodes(kept: StoredScheme, scheme: engine.Scheme) -> list[SchemeNode]:
    """Return the nodes of all trees; where a code is in several, the newest says where it stands."""
    tree = scheme.tree(scheme.epochs[-1])
    depth = {code: d for epoch in scheme.epochs for code, d in scheme.tree(epoch).depth.items()} | tree.depth
    order = scheme.order()
    return [
        SchemeNode(
            scheme=kept,
            code=code,
            parent=node.parent or "",
            level=node.level,
            depth=depth.get(code, 0),
            position=order[code],
            name_vi=node.name_vi or code,
            name_en=node.name_en,
            unit=node.unit,
        )
        for code, node in scheme.name_of.items()
        if code in order
    ]


@lru_cache(maxsize=8)
def load_scheme(digest: str) -> engine.Scheme:
    """Return a kept scheme, read from its own files. The digest names the content, so it can be kept in memory."""
    with tempfile.TemporaryDirectory(prefix="nhip-scheme-") as folder:
        for file in SchemeFile.objects.filter(scheme__digest=digest):
            (Path(folder) / file.name).write_bytes(bytes(file.content))
        return engine.read_scheme(folder)
