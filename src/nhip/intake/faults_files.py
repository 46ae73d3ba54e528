"""The part of the fault catalogue that belongs to files and single cells (N101 to N199).

N10x and N11x refuse a whole file, N13x are about one cell, N15x are remarks: the file is read all the same.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FILES"]

FILES: Final[dict[str, tuple[str, str]]] = {
    # N10x: this is not a file to read
    "N101": (
        "tệp rỗng (0 byte); hãy lưu lại tệp rồi gửi lại",
        "the file is empty (0 bytes); save it again and send it again",
    ),
    "N102": (
        "tệp lớn hơn {most} MB; hãy bỏ hình ảnh, các trang và dòng trống không cần, hoặc chia thành nhiều tệp",
        "the file is larger than {most} MB; remove pictures, sheets and blank rows that are not needed, or split it",
    ),
    "N103": (
        "tệp bị hỏng hoặc bị cắt mất một phần ({reason}); hãy mở bằng Excel, lưu lại rồi gửi lại",
        "the file is damaged or cut off ({reason}); open it in Excel, save it again and send it again",
    ),
    "N104": (
        "tệp có mật khẩu mở tệp nên không đọc được; hãy bỏ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc) rồi gửi lại",
        "the file is locked with a password and cannot be read; remove the password (File › Info › Protect Workbook) "
        "and send it again",
    ),
    "N105": (
        "tệp có chứa macro; hãy lưu dưới dạng «Sổ làm việc Excel (.xlsx)» rồi gửi lại",
        "the file contains macros; save it as “Excel Workbook (.xlsx)” and send it again",
    ),
    "N106": (
        "nội dung tệp là {found_vi}, không phải bảng tính, dù tên tệp ghi thế nào; hãy lưu thành .xlsx rồi gửi lại",
        "the file is {found_en} inside and not a workbook, whatever its name says; save it as .xlsx and send it again",
    ),
    "N107": (
        "tệp là một gói nén; hãy giải nén và gửi từng bảng tính",
        "the file is an archive; unpack it and send the workbooks one by one",
    ),
    "N108": (
        "tệp có {found} phần bên trong, nhiều hơn mức cho phép là {most}; hãy chép bảng sang một tệp mới",
        "the file has {found} parts inside, more than the {most} allowed; copy the table into a new file",
    ),
    "N109": (
        "tệp khi mở ra chiếm {found} MB, lớn hơn mức cho phép là {most} MB; "
        "hãy xoá các dòng và trang trống có định dạng rồi lưu lại",
        "the file unpacks to {found} MB, more than the {most} MB allowed; "
        "delete formatted blank rows and sheets and save it again",
    ),
    "N110": (
        "tệp nén chặt bất thường ({found} lần) như một «bom nén», nên không mở; hãy chép bảng sang một tệp mới",
        "the file is packed {found} times over, like a zip bomb, and is not opened; copy the table into a new file",
    ),
    "N111": (
        "trong tệp có một gói nén hoặc tệp nhúng khác («{entry}»); hãy xoá đối tượng nhúng rồi lưu lại",
        "the file has another archive or file embedded (“{entry}”); delete the embedded object and save it again",
    ),
    "N112": (
        "trong tệp có phần mang đường dẫn không an toàn («{entry}»); hãy chép bảng sang một tệp mới",
        "the file has a part with an unsafe path (“{entry}”); copy the table into a new file",
    ),
    "N113": (
        "phần «{entry}» của tệp khai báo thực thể XML, điều không bảng tính nào cần, nên không mở; "
        "hãy chép bảng sang một tệp mới",
        "the part “{entry}” of the file declares XML entities, which no workbook needs, and is not opened; "
        "copy the table into a new file",
    ),
    "N114": (
        "bảng tính có hơn {most} ô có nội dung; hãy chia thành nhiều tệp theo tháng hoặc theo doanh nghiệp",
        "the workbook has more than {most} cells with content; split it by month or by enterprise",
    ),
    "N115": (
        "không nhận ra bảng mã chữ của tệp; hãy lưu lại dưới dạng «CSV UTF-8» hoặc .xlsx",
        "the encoding of the file is not recognised; save it as “CSV UTF-8” or .xlsx",
    ),
    "N116": (
        "có ký tự NUL giữa dữ liệu, thường là do tệp bị hỏng khi chép; hãy lưu lại từ chương trình gốc",
        "there is a NUL character among the data, mostly because the file was damaged when it was copied; "
        "save it again from the original program",
    ),
    "N117": (
        "tệp ở dạng «Strict Open XML»; hãy lưu dưới dạng «Sổ làm việc Excel (.xlsx)»",
        "the file is in the form “Strict Open XML”; save it as “Excel Workbook (.xlsx)”",
    ),
    "N118": (
        "bảng tính không có ô nào có nội dung; hãy kiểm tra xem đã gửi đúng tệp chưa",
        "the workbook has no cell with content; check that it is the right file",
    ),
    "N119": (
        "dấu ngoặc kép mở ra mà không đóng lại; hãy kiểm tra dấu ngoặc kép hoặc gửi tệp .xlsx",
        "a quotation mark is opened and not closed; check the quotation marks, or send an .xlsx file",
    ),
    "N120": (
        "không đọc được tệp dạng cũ .{kind} ({reason}); hãy lưu dưới dạng .xlsx",
        "the file of the older kind .{kind} cannot be read ({reason}); save it as .xlsx",
    ),
    "N121": (
        "một ô hoặc một dòng dài hơn {most} ký tự; hãy kiểm tra xem đã gửi đúng tệp chưa",
        "a cell or a line is longer than {most} characters; check that it is the right file",
    ),
    "N122": (
        "tệp dạng .{kind} cần quá nhiều bộ nhớ hoặc thời gian để đọc; hãy lưu dưới dạng .xlsx rồi gửi lại",
        "reading the file of the kind .{kind} takes too much memory or time; save it as .xlsx and send it again",
    ),
    "N123": (
        "chỉ nhận được {found} trên {wanted} byte, đường truyền bị ngắt; hãy gửi lại",
        "only {found} of {wanted} bytes arrived, the connection broke off; send the file again",
    ),
    # N13x: one cell
    "N131": (
        "số có thể đọc theo hai cách: {readings}; hãy ghi rõ, ví dụ thêm phần thập phân hoặc bỏ dấu phân nhóm",
        "the number can be read in two ways: {readings}; write it clearly, for example with decimals or without "
        "grouping marks",
    ),
    "N132": (
        "không phải là số; chỉ ghi số, ví dụ 1.234,5, đơn vị tính để ở cột riêng",
        "not a number; write digits only, for example 1.234,5, and keep the unit in its own column",
    ),
    "N133": (
        "ô là công thức chưa có kết quả; hãy mở tệp bằng Excel, để Excel tính rồi lưu lại, hoặc dán giá trị",
        "the cell is a formula without a result; open the file in Excel, let it calculate and save it, or paste values",
    ),
    "N134": (
        "ô báo lỗi; hãy sửa công thức hoặc ghi số",
        "the cell shows an error; mend the formula or write the number",
    ),
    "N135": (
        "không phải là ngày hoặc tháng; hãy viết theo dạng 31/10/2025 hoặc 10/2025",
        "not a date or month; write it like 31/10/2025 or 10/2025",
    ),
    "N136": (
        "ngày viết theo thứ tự tháng trước ngày sau; hãy viết ngày trước, ví dụ {example}",
        "the date has the month before the day; write the day first, for example {example}",
    ),
    # N15x: remarks
    "N151": (
        "bảng tính có liên kết đến tệp khác; chỉ các giá trị đã lưu được đọc, liên kết không được mở",
        "the workbook links to other files; only the values saved in it are read, the links are not followed",
    ),
    "N152": (
        "trang bị ẩn có nội dung; hãy kiểm tra xem có số liệu bị bỏ quên không",
        "a hidden sheet has content; check that no data is forgotten there",
    ),
    "N153": (
        "có {count} ô có nội dung nằm trong dòng hoặc cột bị ẩn; hãy hiện chúng và kiểm tra",
        "{count} cells with content are in hidden rows or columns; show and check them",
    ),
    "N154": (
        "tên tệp có đuôi {suffix} nhưng nội dung là .{kind}; tệp được đọc theo nội dung",
        "the name of the file ends in {suffix} but it is .{kind} inside; it is read as what it is",
    ),
    "N155": (
        "chữ trong tệp dùng bảng mã cũ {letters} và đã được chuyển sang Unicode; hãy kiểm tra lại tên",
        "the text is in the old encoding {letters} and was converted to Unicode; check the names",
    ),
}
