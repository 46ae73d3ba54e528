"""The branches of VSIC 2018 that the province needs, and the weight of each step.

Names and codes are real (Decision 27/2018/QĐ-TTg). The weights are illustrative. Those of the sections follow
the shares of gross output that the province printed for ten months of 2013 (baolangson.vn 70227: 455.4, 1,690,
1,099 and 112.3 billion dong); the real weights, value added of the base year, are not published.
There is no 3-digit step: Viet Nam's index goes from class (4 digits) to division (2 digits).
"""

from __future__ import annotations

from typing import NamedTuple

CLASSIFICATION = "VSIC2018"
TOTAL = "TOTAL"


class Industry(NamedTuple):
    code: str
    parent: str
    level: str
    weight: float
    name_vi: str
    name_en: str


def _section(code: str, weight: float, name_vi: str, name_en: str) -> Industry:
    return Industry(code, TOTAL, "section", weight, name_vi, name_en)


def _division(code: str, section: str, weight: float, name_vi: str, name_en: str) -> Industry:
    return Industry(code, section, "division", weight, name_vi, name_en)


def _class(code: str, weight: float, name_vi: str, name_en: str) -> Industry:
    return Industry(code, code[:2], "class", weight, name_vi, name_en)


INDUSTRIES: tuple[Industry, ...] = (
    Industry(TOTAL, "", "total", 100.0, "Toàn ngành công nghiệp", "All industry"),
    _section("B", 13.6, "Khai khoáng", "Mining and quarrying"),
    _section("C", 50.3, "Công nghiệp chế biến, chế tạo", "Manufacturing"),
    _section(
        "D",
        32.7,
        "Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hoà không khí",
        "Electricity, gas, steam and air conditioning supply",
    ),
    _section(
        "E",
        3.4,
        "Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải",
        "Water supply; sewerage, waste management and remediation activities",
    ),
    _division("05", "B", 54.0, "Khai thác than cứng và than non", "Mining of coal and lignite"),
    _division("08", "B", 46.0, "Khai khoáng khác", "Other mining and quarrying"),
    _division("10", "C", 12.0, "Sản xuất, chế biến thực phẩm", "Manufacture of food products"),
    _division("11", "C", 4.0, "Sản xuất đồ uống", "Manufacture of beverages"),
    _division("14", "C", 5.0, "Sản xuất trang phục", "Manufacture of wearing apparel"),
    _division(
        "16",
        "C",
        15.0,
        "Chế biến gỗ và sản xuất sản phẩm từ gỗ, tre, nứa (trừ giường, tủ, bàn, ghế); "
        "sản xuất sản phẩm từ rơm, rạ và vật liệu tết bện",
        "Manufacture of wood and of products of wood and cork, except furniture; "
        "manufacture of articles of straw and plaiting materials",
    ),
    _division("17", "C", 2.5, "Sản xuất giấy và sản phẩm từ giấy", "Manufacture of paper and paper products"),
    _division("18", "C", 1.5, "In, sao chép bản ghi các loại", "Printing and reproduction of recorded media"),
    _division(
        "20",
        "C",
        16.0,
        "Sản xuất hoá chất và sản phẩm hoá chất",
        "Manufacture of chemicals and chemical products",
    ),
    _division("22", "C", 3.0, "Sản xuất sản phẩm từ cao su và plastic", "Manufacture of rubber and plastics products"),
    _division(
        "23",
        "C",
        26.0,
        "Sản xuất sản phẩm từ khoáng phi kim loại khác",
        "Manufacture of other non-metallic mineral products",
    ),
    _division("24", "C", 6.0, "Sản xuất kim loại", "Manufacture of basic metals"),
    _division(
        "25",
        "C",
        5.0,
        "Sản xuất sản phẩm từ kim loại đúc sẵn (trừ máy móc, thiết bị)",
        "Manufacture of fabricated metal products, except machinery and equipment",
    ),
    _division("31", "C", 4.0, "Sản xuất giường, tủ, bàn, ghế", "Manufacture of furniture"),
    _division(
        "35",
        "D",
        100.0,
        "Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hoà không khí",
        "Electricity, gas, steam and air conditioning supply",
    ),
    _division("36", "E", 68.0, "Khai thác, xử lý và cung cấp nước", "Water collection, treatment and supply"),
    _division(
        "38",
        "E",
        32.0,
        "Hoạt động thu gom, xử lý và tiêu hủy rác thải; tái chế phế liệu",
        "Waste collection, treatment and disposal activities; materials recovery",
    ),
    # Na Dương's coal is long-flame brown coal; the class is to be confirmed by the statistics office.
    _class("0520", 100.0, "Khai thác và thu gom than non", "Mining of lignite"),
    _class("0810", 100.0, "Khai thác đá, cát, sỏi, đất sét", "Quarrying of stone, sand and clay"),
    _class("1030", 22.0, "Chế biến và bảo quản rau quả", "Processing and preserving of fruit and vegetables"),
    _class("1061", 20.0, "Xay xát và sản xuất bột thô", "Manufacture of grain mill products"),
    _class(
        "1074",
        14.0,
        "Sản xuất mì ống, mỳ sợi và sản phẩm tương tự",
        "Manufacture of macaroni, noodles and similar farinaceous products",
    ),
    _class("1076", 6.0, "Sản xuất chè", "Manufacture of tea"),
    _class(
        "1079",
        14.0,
        "Sản xuất thực phẩm khác chưa được phân vào đâu",
        "Manufacture of other food products n.e.c.",
    ),
    _class(
        "1080",
        24.0,
        "Sản xuất thức ăn gia súc, gia cầm và thuỷ sản",
        "Manufacture of prepared animal feeds",
    ),
    _class(
        "1101",
        45.0,
        "Chưng, tinh cất và pha chế các loại rượu mạnh",
        "Distilling, rectifying and blending of spirits",
    ),
    _class(
        "1104",
        55.0,
        "Sản xuất đồ uống không cồn, nước khoáng",
        "Manufacture of soft drinks; production of mineral waters",
    ),
    _class(
        "1410",
        100.0,
        "May trang phục (trừ trang phục từ da lông thú)",
        "Manufacture of wearing apparel, except fur apparel",
    ),
    _class("1610", 34.0, "Cưa, xẻ, bào gỗ và bảo quản gỗ", "Sawmilling and planing of wood"),
    _class(
        "1621",
        48.0,
        "Sản xuất gỗ dán, gỗ lạng, ván ép và ván mỏng khác",
        "Manufacture of veneer sheets and wood-based panels",
    ),
    _class(
        "1629",
        18.0,
        "Sản xuất sản phẩm khác từ gỗ; sản xuất sản phẩm từ tre, nứa, rơm, rạ và vật liệu tết bện",
        "Manufacture of other products of wood, cork, straw and plaiting materials",
    ),
    _class(
        "1702",
        100.0,
        "Sản xuất giấy nhăn, bìa nhăn, bao bì từ giấy và bìa",
        "Manufacture of corrugated paper and containers of paper and paperboard",
    ),
    _class("1811", 100.0, "In ấn", "Printing"),
    _class("2011", 56.0, "Sản xuất hoá chất cơ bản", "Manufacture of basic chemicals"),
    _class(
        "2012",
        18.0,
        "Sản xuất phân bón và hợp chất ni tơ",
        "Manufacture of fertilizers and nitrogen compounds",
    ),
    _class(
        "2029",
        26.0,
        "Sản xuất sản phẩm hoá chất khác chưa được phân vào đâu",
        "Manufacture of other chemical products n.e.c.",
    ),
    _class("2220", 100.0, "Sản xuất sản phẩm từ plastic", "Manufacture of plastics products"),
    _class(
        "2392",
        24.0,
        "Sản xuất vật liệu xây dựng từ đất sét",
        "Manufacture of clay building materials",
    ),
    _class("2394", 46.0, "Sản xuất xi măng, vôi và thạch cao", "Manufacture of cement, lime and plaster"),
    _class(
        "2395",
        18.0,
        "Sản xuất bê tông và các sản phẩm từ xi măng và thạch cao",
        "Manufacture of articles of concrete, cement and plaster",
    ),
    _class("2396", 6.0, "Cắt tạo dáng và hoàn thiện đá", "Cutting, shaping and finishing of stone"),
    _class(
        "2399",
        6.0,
        "Sản xuất sản phẩm từ chất khoáng phi kim loại khác chưa được phân vào đâu",
        "Manufacture of other non-metallic mineral products n.e.c.",
    ),
    _class(
        "2420",
        100.0,
        "Sản xuất kim loại màu và kim loại quý",
        "Manufacture of basic precious and other non-ferrous metals",
    ),
    _class("2511", 70.0, "Sản xuất các cấu kiện kim loại", "Manufacture of structural metal products"),
    _class(
        "2599",
        30.0,
        "Sản xuất sản phẩm khác bằng kim loại chưa được phân vào đâu",
        "Manufacture of other fabricated metal products n.e.c.",
    ),
    _class("3100", 100.0, "Sản xuất giường, tủ, bàn, ghế", "Manufacture of furniture"),
    _class("3511", 72.0, "Sản xuất điện", "Electric power generation"),
    _class("3512", 28.0, "Truyền tải và phân phối điện", "Electric power transmission and distribution"),
    _class("3600", 100.0, "Khai thác, xử lý và cung cấp nước", "Water collection, treatment and supply"),
    _class("3811", 70.0, "Thu gom rác thải không độc hại", "Collection of non-hazardous waste"),
    _class("3830", 30.0, "Tái chế phế liệu", "Materials recovery"),
)
