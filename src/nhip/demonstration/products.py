"""The products the province reports, and the thirteen it calls key products.

Names are the trade's. Codes are VSIC 2018 at five digits and a running number of our own: the national product
list (Decision 43/2018/QĐ-TTg) was not at hand. Weights inside a class and the level against 2015 are illustrative.
"""

from __future__ import annotations

from typing import NamedTuple


class Product(NamedTuple):
    code: str
    name_vi: str
    name_en: str
    unit: str
    decimals: int
    weight: float
    # Average month of 2022 where the average month of 2015 is 100; it gives the base quantity.
    level: float

    @property
    def industry(self) -> str:
        """The class of the product."""
        return self.code[:4]


class KeyProduct(NamedTuple):
    key: str
    name_vi: str
    name_en: str
    unit: str
    # A key product may be several products of the scheme: bricks are fired (2392) and not fired (2395).
    products: tuple[str, ...]
    source: str


class OtherUnit(NamedTuple):
    product: str
    unit: str
    factor: float


RAW_COAL = "05200-01"
CLEAN_COAL = "05200-02"
STONE = "08100-01"
SAWN = "16100-01"
VENEER = "16210-01"
SALT = "20110-01"
FIRED_BRICKS = "23920-01"
CEMENT = "23940-01"
CLINKER = "23940-02"
BLOCKS = "23950-01"
ELECTRICITY = "35110-01"

PRODUCTS: tuple[Product, ...] = (
    Product(RAW_COAL, "Than nguyên khai", "Raw coal", "nghìn tấn", 3, 50.0, 108.0),
    Product(CLEAN_COAL, "Than sạch", "Clean coal", "nghìn tấn", 3, 50.0, 107.0),
    Product(STONE, "Đá xây dựng", "Building stone", "nghìn m³", 3, 82.0, 131.0),
    Product("08100-02", "Cát, sỏi xây dựng", "Sand and gravel", "nghìn m³", 3, 18.0, 124.0),
    Product("10300-01", "Rau quả chế biến", "Processed fruit and vegetables", "tấn", 2, 100.0, 152.0),
    Product("10610-01", "Gạo xay xát", "Milled rice", "tấn", 2, 100.0, 112.0),
    Product("10740-01", "Phở khô, bún khô", "Dried rice noodles", "tấn", 2, 100.0, 138.0),
    Product("10760-01", "Chè khô", "Dried tea", "tấn", 2, 100.0, 116.0),
    Product("10790-01", "Thạch đen", "Black grass jelly", "tấn", 2, 100.0, 164.0),
    Product("10800-01", "Thức ăn gia súc, gia cầm", "Animal feed", "tấn", 2, 100.0, 141.0),
    Product("11010-01", "Rượu trắng", "White spirit", "nghìn lít", 3, 100.0, 118.0),
    Product("11040-01", "Nước uống đóng chai", "Bottled water", "nghìn lít", 3, 100.0, 171.0),
    Product("14100-01", "Quần áo may sẵn", "Ready-made garments", "nghìn cái", 3, 100.0, 158.0),
    Product(SAWN, "Gỗ xẻ từ rừng trồng", "Sawn plantation timber", "nghìn m³", 3, 100.0, 149.0),
    Product(VENEER, "Ván bóc", "Peeled veneer", "nghìn m³", 3, 100.0, 212.0),
    Product("16290-01", "Viên nén gỗ", "Wood pellets", "tấn", 2, 100.0, 188.0),
    Product("17020-01", "Bao bì các-tông", "Cardboard packaging", "tấn", 2, 100.0, 163.0),
    Product("18110-01", "Trang in", "Printed pages", "triệu trang", 3, 100.0, 122.0),
    Product(SALT, "Muối công nghiệp", "Industrial salt", "nghìn tấn", 3, 100.0, 145.0),
    Product("20120-01", "Phân bón NPK", "NPK fertilizer", "tấn", 2, 100.0, 117.0),
    Product("20290-01", "Colophan (tùng hương)", "Colophony (rosin)", "tấn", 2, 100.0, 126.0),
    Product("22200-01", "Bao bì nhựa", "Plastic packaging", "tấn", 2, 100.0, 155.0),
    Product(FIRED_BRICKS, "Gạch đất sét nung", "Fired clay bricks", "triệu viên", 4, 100.0, 109.0),
    Product(CEMENT, "Xi măng", "Cement", "nghìn tấn", 3, 62.0, 119.0),
    Product(CLINKER, "Clinker", "Clinker", "nghìn tấn", 3, 30.0, 116.0),
    Product("23940-03", "Vôi", "Lime", "tấn", 2, 8.0, 104.0),
    Product(BLOCKS, "Gạch không nung", "Unfired bricks", "triệu viên", 4, 55.0, 186.0),
    Product("23950-02", "Bê tông thương phẩm", "Ready-mixed concrete", "nghìn m³", 3, 45.0, 168.0),
    Product("23960-01", "Đá ốp lát", "Facing stone", "nghìn m²", 3, 100.0, 121.0),
    Product("23990-01", "Bột đá mài", "Grinding powder", "tấn", 2, 100.0, 113.0),
    Product("24200-01", "Chì thỏi", "Lead ingots", "tấn", 2, 100.0, 128.0),
    Product("25110-01", "Cấu kiện thép", "Steel structures", "tấn", 2, 100.0, 151.0),
    Product("25990-01", "Lưới thép", "Wire mesh", "tấn", 2, 100.0, 132.0),
    Product("31000-01", "Bàn ghế gỗ", "Wooden tables and chairs", "nghìn cái", 3, 100.0, 137.0),
    Product(ELECTRICITY, "Điện sản xuất", "Electricity produced", "triệu kWh", 3, 100.0, 116.0),
    Product("35120-01", "Điện thương phẩm", "Electricity sold", "triệu kWh", 3, 100.0, 176.0),
    Product("36000-01", "Nước máy", "Tap water", "nghìn m³", 3, 100.0, 148.0),
    Product("38110-01", "Rác thải thu gom", "Waste collected", "nghìn tấn", 3, 100.0, 139.0),
    Product("38300-01", "Phế liệu tái chế", "Recycled scrap", "tấn", 2, 100.0, 157.0),
)

PRODUCT = {product.code: product for product in PRODUCTS}

ARTICLE = "baolangson.vn 642829"
LIST_2013 = "baolangson.vn 70227"
LIST_2010 = "langson.gov.vn/node/54609"

# The province's own list was not found. Twelve come from what it printed over the years, one is our choice.
KEY_PRODUCTS: tuple[KeyProduct, ...] = (
    KeyProduct("coal", "Than nguyên khai", "Raw coal", "nghìn tấn", (RAW_COAL,), ARTICLE),
    KeyProduct("stone", "Đá các loại", "Stone", "nghìn m³", (STONE,), LIST_2013),
    KeyProduct("bricks", "Gạch các loại", "Bricks", "triệu viên", (FIRED_BRICKS, BLOCKS), ARTICLE),
    KeyProduct("cement", "Xi măng", "Cement", "nghìn tấn", (CEMENT,), ARTICLE),
    KeyProduct("clinker", "Clinker", "Clinker", "nghìn tấn", (CLINKER,), LIST_2013),
    KeyProduct(
        "wood",
        "Ván bóc và các sản phẩm từ gỗ rừng trồng",
        "Peeled veneer and products of plantation wood",
        "nghìn m³",
        (VENEER, SAWN),
        ARTICLE,
    ),
    KeyProduct("salt", "Muối công nghiệp", "Industrial salt", "nghìn tấn", (SALT,), ARTICLE),
    KeyProduct("power", "Điện sản xuất", "Electricity produced", "triệu kWh", (ELECTRICITY,), LIST_2013),
    KeyProduct("sold", "Điện thương phẩm", "Electricity sold", "triệu kWh", ("35120-01",), LIST_2013),
    KeyProduct("water", "Nước máy", "Tap water", "nghìn m³", ("36000-01",), LIST_2013),
    KeyProduct("powder", "Bột đá mài", "Grinding powder", "tấn", ("23990-01",), LIST_2013),
    KeyProduct("lead", "Chì thỏi", "Lead ingots", "tấn", ("24200-01",), LIST_2013),
    KeyProduct("rosin", "Colophan (tùng hương)", "Colophony (rosin)", "tấn", ("20290-01",), ""),
)

KEY_PRODUCT = {key.key: key for key in KEY_PRODUCTS}

# Some enterprises count in a smaller unit than the product does.
OTHER_UNITS: tuple[OtherUnit, ...] = (
    OtherUnit(RAW_COAL, "tấn", 0.001),
    OtherUnit(CLEAN_COAL, "tấn", 0.001),
    OtherUnit(STONE, "m³", 0.001),
    OtherUnit(SAWN, "m³", 0.001),
    OtherUnit(VENEER, "m³", 0.001),
    OtherUnit(CEMENT, "tấn", 0.001),
    OtherUnit(SALT, "tấn", 0.001),
    OtherUnit(FIRED_BRICKS, "nghìn viên", 0.001),
    OtherUnit(BLOCKS, "nghìn viên", 0.001),
)
