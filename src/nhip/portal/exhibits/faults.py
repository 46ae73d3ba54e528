"""What can be wrong with the address of a chart or table of a page, in the one catalogue of faults."""

from __future__ import annotations

from typing import Any, Final

from nhip.engine.faults import CATALOGUE

__all__ = ["SENTENCES", "sentence"]

SENTENCES: Final = {
    "E876": (
        "trang này không có bảng hoặc biểu đồ «{text}»; hãy dùng các liên kết tải về ngay dưới bảng, biểu đồ của trang",
        "this page has no table or chart “{text}”; use the links that stand under its tables and charts",
    ),
    "E877": (
        "«{text}» không có hình vẽ; hãy tải bảng ở dạng XLSX hoặc CSV",
        "nothing is drawn of “{text}”; take the table as XLSX or CSV",
    ),
}

CATALOGUE.update(SENTENCES)


def sentence(number: str, language: str, **values: Any) -> str:
    """Return what is wrong, and what to do."""
    vietnamese, english = SENTENCES[number]
    text = (vietnamese if language.startswith("vi") else english).format(**values)
    return f"{number}: {text[:1].upper()}{text[1:]}."
