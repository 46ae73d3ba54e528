"""What can keep a report from being written. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault

__all__ = ["SENTENCES", "Fault", "Faults", "fault"]

# E84x: charts and documents; E85x: texts and their templates; E86x: news and pictures
SENTENCES: Final = {
    "E840": (
        "không vẽ được biểu đồ «{chart}»; báo cáo chưa được ghi, hãy kiểm tra số liệu của biểu đồ",
        "the chart “{chart}” cannot be drawn; nothing was written, check the figures of the chart",
    ),
    "E841": (
        "vẽ biểu đồ «{chart}» quá {seconds} giây nên đã dừng; báo cáo chưa được ghi, hãy thử lại",
        "drawing the chart “{chart}” took more than {seconds} seconds and was stopped; nothing was written, try again",
    ),
}
CATALOGUE.update(SENTENCES)
