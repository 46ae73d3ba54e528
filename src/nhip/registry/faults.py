"""What can be wrong with a row of a register, or a file of rows. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE, Fault, Faults, fault, raise_all

__all__ = ["Fault", "Faults", "fault", "raise_all"]

# E6xx: registers
SENTENCES: Final = {
    # a cell
    "E601": ("ô bắt buộc đang để trống; hãy điền", "a cell that is needed is blank; fill it in"),
    "E602": ("dài hơn {most} ký tự; hãy viết gọn lại", "longer than {most} characters; shorten it"),
    "E603": (
        "mã đang lưu dưới dạng số nên có thể mất số 0 ở đầu; hãy định dạng ô là văn bản rồi ghi lại mã",
        "the code is stored as a number and may have lost leading zeros; format the cell as text and write it again",
    ),
    "E604": ("ngày không đúng; hãy viết 30/04/2024 hoặc 2024-04-30", "not a date; write 30/04/2024 or 2024-04-30"),
    "E605": ("không phải là số nguyên; hãy ghi số nguyên", "not a whole number; write a whole number"),
    "E606": (
        "số không rõ ràng hoặc không đúng; hãy ghi 1234.5, không có dấu phân cách hàng nghìn",
        "not a number, or one that can be read in two ways; write 1234.5, without separators of thousands",
    ),
    "E607": ("«{text}» không có trong danh sách; được phép: {allowed}", "there is no “{text}”; allowed are: {allowed}"),
    "E608": (
        "«{text}» không có trong danh mục {register}; hãy thêm vào danh mục đó hoặc sửa lại",
        "“{text}” is not in the register {register}; add it there or correct it",
    ),
    "E609": (
        "mã «{text}» chỉ nhiều mục ở các thời gian khác nhau; hãy ghi một trong: {allowed}",
        "the code “{text}” stands for several entries at different times; write one of: {allowed}",
    ),
    "E611": (
        "mã số thuế sai chữ số kiểm tra hoặc sai độ dài; mã có 10 hoặc 13 chữ số, hãy kiểm tra lại",
        "the tax code has a wrong check digit or length; it has 10 or 13 digits, check it",
    ),
    "E612": (
        "ngày kết thúc trước ngày bắt đầu; hãy sửa một trong hai",
        "the end lies before the beginning; correct one",
    ),
    "E613": ("tháng không đúng; hãy viết 2024-04 hoặc 04/2024", "not a month; write 2024-04 or 04/2024"),
    "E614": (
        "ô chứa công thức; hãy ghi giá trị thay cho công thức",
        "the cell holds a formula; write the value instead",
    ),
    "E615": (
        "ô chứa lỗi của bảng tính; hãy ghi lại giá trị",
        "the cell holds an error of the spreadsheet; write the value",
    ),
    "E616": ("hãy ghi «có» hoặc «không»", "write “yes” or “no”"),
    "E617": ("số phải lớn hơn 0", "the number has to be greater than 0"),
    "E618": (
        "một mục không thể nối với chính nó; hãy chọn mục khác",
        "an entry cannot refer to itself; choose another",
    ),
    "E619": (
        "sự kiện «{text}» {needs} doanh nghiệp thứ hai",
        "the event “{text}” {needs} a second enterprise",
    ),
    "E620": (
        "số quá lớn hoặc có hơn {most} chữ số thập phân; hãy kiểm tra lại",
        "the number is too large or has more than {most} decimals; check it",
    ),
    # a row
    "E630": ("«{text}» ghi hai lần trong tệp; hãy giữ một dòng", "“{text}” stands twice in the file; keep one row"),
    "E631": ("«{text}» đã có trong danh mục", "“{text}” is in the register already"),
    "E632": (
        "«{text}» đã được gộp vào «{other}»; hãy dùng mã đó",
        "“{text}” was merged into “{other}”; use that code",
    ),
    "E633": (
        "người khác vừa sửa mục này; những gì bạn ghi chưa được lưu, hãy xem lại giá trị mới rồi lưu lần nữa",
        "somebody else has just changed this entry; nothing of yours was saved, look at the new values and save again",
    ),
    "E634": (
        "các mục trong tệp thuộc về nhau theo vòng tròn; hãy sửa cột «{text}»",
        "entries of the file belong to each other in a circle; correct the column “{text}”",
    ),
    "E635": ("các giá trị không đi cùng nhau được ({reason})", "the values do not go together ({reason})"),
    "E636": ("chưa có mã «{text}» trong danh mục nơi này", "there is no place with the code “{text}”"),
    # a file
    "E640": (
        "không nhận ra loại tệp; hãy gửi tệp .xlsx hoặc .csv",
        "the kind of the file is not known; send .xlsx or .csv",
    ),
    "E641": ("tệp lớn hơn {most} MB; hãy chia nhỏ", "the file is larger than {most} MB; split it"),
    "E642": (
        "không đọc được tệp ({reason}); hãy mở, lưu lại và gửi lần nữa",
        "the file cannot be read ({reason}); open it, save it again and send it once more",
    ),
    "E643": ("tệp không có dòng nào; hãy gửi tệp có số liệu", "the file has no rows; send one that has"),
    "E644": (
        "không có cột «{text}»; các cột của danh mục này: {allowed}",
        "there is no column “{text}”; the columns of this register are: {allowed}",
    ),
    "E645": ("thiếu cột «{text}»; hãy thêm cột này", "the column “{text}” is missing; add it"),
    "E646": ("cột «{text}» ghi hai lần; hãy giữ một", "the column “{text}” stands twice; keep one"),
    "E647": ("tệp có hơn {most} dòng; hãy chia nhỏ", "the file has more than {most} rows; split it"),
    "E648": ("dòng có {found} ô, tiêu đề có {wanted}", "the row has {found} cells, the header {wanted}"),
    "E649": ("tệp không phải GeoJSON ({reason})", "the file is not GeoJSON ({reason})"),
    # documents
    "E655": (
        "văn bản chưa có số, ký hiệu; hãy ghi số, ký hiệu như trên văn bản",
        "the document has no number; write number and symbol as they stand on it",
    ),
    "E656": ("hãy ghi lý do", "give the reason"),
    "E657": (
        "không có văn bản số {text} trong kho; hãy chọn văn bản khác hoặc thêm văn bản",
        "there is no document {text}; choose another one or add it",
    ),
    "E658": (
        "văn bản «{text}» đã bị rút; hãy chọn văn bản còn hiệu lực",
        "the document “{text}” was withdrawn; choose one that stands",
    ),
    # merging
    "E650": (
        "không gộp được: mục này đã được gộp trước đó, hoặc hai mục là một",
        "these cannot be merged: one was merged before, or both are the same",
    ),
    "E651": ("lần gộp này đã được hoàn tác", "this merging was undone already"),
    "E652": (
        "hai sản phẩm có đơn vị khác nhau ({text}, {other}); hãy thống nhất đơn vị trước khi gộp",
        "the two products have different units ({text}, {other}); agree on one before merging",
    ),
}
CATALOGUE.update(SENTENCES)
