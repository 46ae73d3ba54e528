"""What can be wrong in a form about a zone or cluster before an act sees it. The sentences join the one catalogue."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault

__all__ = ["Fault", "Faults", "fault"]

SENTENCES: Final = {
    "E770": (
        "«{text}» có thể là {readings}; hãy viết dấu phẩy cho phần thập phân và không tách hàng nghìn",
        "“{text}” can be {readings}; write a comma for decimals and do not group thousands",
    ),
    "E771": (
        "«{text}» không phải là số; hãy viết số, ví dụ 73,76, hoặc để trống nếu không biết",
        "“{text}” is not a number; write one, as 73,76, or leave it blank if it is not known",
    ),
    "E772": (
        "«{text}» không phải là ngày, tháng hay năm; hãy viết 02/06/2023, 06/2023 hoặc 2023",
        "“{text}” is no day, month or year; write 02/06/2023, 06/2023 or 2023",
    ),
    "E773": (
        "không có doanh nghiệp nào mang mã số thuế «{text}»; hãy kiểm tra mã, hoặc thêm vào danh mục trước",
        "there is no enterprise with the tax code “{text}”; check the code, or add it to the register first",
    ),
    "E774": (
        "không tìm thấy địa danh «{text}»; hãy chọn một mục trong danh sách gợi ý",
        "there is no place “{text}”; choose one from the list of proposals",
    ),
    "E775": (
        "«{text}» không phải là ngày; hãy viết 02/06/2023",
        "“{text}” is not a day; write 02/06/2023",
    ),
    "E776": (
        "chưa ghi số, ký hiệu của văn bản kèm theo tệp; hãy ghi, ví dụ 854/QĐ-UBND",
        "the file has no number and symbol of its document; write it, as 854/QĐ-UBND",
    ),
    "E777": (
        "không có ngành cấp 2 nào mang mã «{text}»; hãy ghi các mã cách nhau bằng dấu chấm phẩy, ví dụ 16; 23",
        "there is no division with the code “{text}”; write codes with semicolons between them, as 16; 23",
    ),
}

CATALOGUE.update(SENTENCES)
