"""The words for the states of a line, as templates offer them and sentences use them."""

from __future__ import annotations

from typing import Final

__all__ = ["WORDS", "words"]

# state → (vi, en)
WORDS: Final = {
    "reported": ("có số liệu", "reported"),
    "estimated": ("ước tính", "estimated"),
    "not_produced": ("không sản xuất", "not produced"),
    "not_reported": ("chưa báo cáo", "not reported"),
}


def words(name: str, state: str) -> dict[str, str]:
    """Return a state in both languages, for the fields of a sentence."""
    vi, en = WORDS.get(state, (state, state))
    return {f"{name}_vi": vi, f"{name}_en": en}
