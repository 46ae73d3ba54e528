"""What can be wrong with the address of a series, in the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE

__all__ = ["SENTENCES"]

SENTENCES: Final = {
    "E870": (
        "không có chuỗi số liệu «{text}» trong bản công bố này; hãy tìm theo tên hoặc mã ở trang Tìm kiếm",
        "there is no series “{text}” in this release; look for its name or code on the page Search",
    ),
    "E871": (
        "không có bản công bố «{text}», hoặc bản này chưa công bố; hãy bỏ phần of= trong địa chỉ để xem bản mới nhất",
        "there is no release “{text}”, or it is not published yet; leave of= out of the address to see the newest one",
    ),
    "E872": (
        "chuỗi này không có kiểu so sánh hoặc độ dài kỳ «{text}»; hãy chọn một trong các mục ghi trên trang",
        "this series has no comparison or length of period “{text}”; choose one of those that stand on the page",
    ),
    "E873": (
        "không có kỳ «{text}» trong bản công bố này; hãy chọn một kỳ trong danh sách trên trang",
        "there is no period “{text}” in this release; choose one from the list on the page",
    ),
    "E875": (
        "«{text}» được giữ bí mật vì từ đó có thể suy ra số liệu của một doanh nghiệp; hãy xem ngành cấp trên",
        "“{text}” is confidential, because it would tell what one enterprise makes; see the industry above it",
    ),
    "E874": ("chưa có bản công bố nào", "nothing has been published yet"),
}

CATALOGUE.update(SENTENCES)
