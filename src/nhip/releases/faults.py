"""What can keep a run from being compiled. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault

__all__ = ["SENTENCES", "Fault", "Faults", "fault"]

# E55x: compiling from the database
SENTENCES: Final = {
    "E551": (
        "chưa có phương án tính chỉ số; hãy nạp một thư mục phương án trước",
        "there is no scheme yet; load a scheme folder first",
    ),
    "E552": (
        "chưa có báo cáo nào của các sản phẩm trong phương án; hãy nhập báo cáo trước",
        "there are no reports of the scheme's products yet; import reports first",
    ),
}
CATALOGUE.update(SENTENCES)
