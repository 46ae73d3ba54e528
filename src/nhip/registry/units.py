"""Units of products in English. Registers hold them in Vietnamese, as enterprises write them; one unknown stays so."""

from __future__ import annotations

from typing import Final

__all__ = ["unit_words"]

_SCALES: Final = {"nghìn": "thousand", "triệu": "million", "tỷ": "billion"}
_UNITS: Final = {
    "tấn": "tonnes",
    "kg": "kg",
    "viên": "pieces",
    "cái": "pieces",
    "lít": "litres",
    "trang": "pages",
    "m": "m",
    "m²": "m²",
    "m³": "m³",
    "kWh": "kWh",
    "đồng": "VND",
    "cụm": "clusters",
    "doanh nghiệp": "enterprises",
}


def unit_words(unit: str, language: str) -> str:
    """Return a unit in a language.

    >>> [unit_words(unit, "en") for unit in ("nghìn tấn", "triệu kWh", "viên", "bó")]
    ['thousand tonnes', 'million kWh', 'pieces', 'bó']
    >>> unit_words("nghìn tấn", "vi")
    'nghìn tấn'
    """
    if language.startswith("vi"):
        return unit
    scale, _, rest = unit.partition(" ")
    if scale in _SCALES and rest in _UNITS:
        return f"{_SCALES[scale]} {_UNITS[rest]}"
    return _UNITS.get(unit, unit)
