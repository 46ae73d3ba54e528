"""What can be wrong with a file that comes in. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault, raise_all
from nhip.intake.faults_files import FILES

__all__ = ["Fault", "Faults", "fault", "raise_all"]

# E5xx: files of reports and registers
SENTENCES: Final = {
    "E501": (
        "doanh nghiệp «{code}» không có trong danh bạ; hãy sửa mã số thuế hoặc thêm doanh nghiệp",
        "the enterprise “{code}” is not in the register; correct the tax code or add the enterprise",
    ),
    "E502": (
        "sản phẩm «{code}» không có trong danh mục; hãy sửa mã hoặc thêm sản phẩm",
        "the product “{code}” is not in the register; correct the code or add the product",
    ),
    "E503": (
        "chỉ tiêu «{text}» không có; được phép: {allowed}",
        "there is no measure “{text}”; allowed are: {allowed}",
    ),
    "E504": (
        "dòng có {found} ô, tiêu đề có {wanted}; hãy kiểm tra dấu phẩy và dấu ngoặc kép",
        "the row has {found} cells, the header {wanted}; check commas and quotation marks",
    ),
    "E505": (
        "đơn vị «{unit}» của sản phẩm «{code}» khác đơn vị «{own}» và chưa có hệ số quy đổi; hãy thêm hệ số",
        "the unit “{unit}” of product “{code}” is not its own unit “{own}” and has no factor; add the factor",
    ),
    "E506": (
        "số quá lớn hoặc có hơn 9 chữ số thập phân; hãy kiểm tra đơn vị",
        "the number is too large or has more than 9 decimals; check the unit",
    ),
    "E507": (
        "mã số thuế sai chữ số kiểm tra hoặc sai độ dài; hãy kiểm tra lại",
        "the tax code has a wrong check digit or length; check it",
    ),
    "E508": ("ngày không đúng; hãy viết theo dạng 2023-04-30", "not a date; write it like 2023-04-30"),
    "E509": (
        "«{text}» không có trong {register}; hãy thêm vào hoặc sửa lại",
        "“{text}” is not in {register}; add it or correct it",
    ),
    "E510": ("ô bắt buộc đang để trống; hãy điền", "a cell that is needed is blank; fill it in"),
    "E511": (
        "«{text}» ghi hai lần trong tệp; hãy giữ một dòng",
        "“{text}” stands twice in the file; keep one row",
    ),
    "E512": (
        "tệp lớn hơn {most} MB; hãy chia nhỏ theo tháng",
        "the file is larger than {most} MB; split it by month",
    ),
}
CATALOGUE.update(SENTENCES | FILES)
