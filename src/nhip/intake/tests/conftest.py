"""A small province: two enterprises, two products, a second unit."""

from __future__ import annotations

from pathlib import Path

import pytest

COAL, KILN = "9900000016", "9900000023"

FILES = {
    "scheme/nodes.csv": """classification,code,parent,level,name_vi,name_en,unit
VSIC2018,TOTAL,,total,Toàn ngành,All industry,
VSIC2018,B,TOTAL,section,Khai khoáng,Mining,
VSIC2018,05,B,division,Than,Coal,
VSIC2018,0520,05,class,Than non,Lignite,
VSIC2018,05200-01,0520,product,Than nguyên khai,Raw coal,nghìn tấn
""",
    "scheme/units.csv": "product,unit,factor\n05200-01,tấn,0.001\n",
    "enterprises.csv": """tax_code,name,place,place_name,industry,entered_on,exited_on,consent,illustrative
CODE1,Công ty Than Na Dương,06526,xã Na Dương,0520,2005-03-01,,05200-01,true
CODE2,Công ty TNHH Gạch Gió Lau,06463,xã Chi Lăng,,2023-02-08,,,true
""",
    "products.csv": """product,industry,name_vi,name_en,unit
05200-01,0520,Than nguyên khai,Raw coal,nghìn tấn
23920-01,,Gạch nung,Fired bricks,triệu viên
""",
    "key_products.csv": """key,name_vi,name_en,unit,product,source
coal,Than nguyên khai,Raw coal,nghìn tấn,05200-01,báo
bricks,Gạch các loại,Bricks,triệu viên,23920-01,
""",
    "plans.csv": """enterprise,node,period,measure,quantity,unit,source,note
,TOTAL,2023,growth,7.00,%,báo,"7,68 - 0,68"
CODE1,05200-01,2023,production,600,nghìn tấn,báo,
""",
    "reports/2023-12.csv": """enterprise,product,period,measure,quantity,state,unit
CODE1,05200-01,2023-12,production,68250.5,reported,tấn
CODE1,05200-01,2023-12,sales,,not_reported,nghìn tấn
CODE2,23920-01,2023-12,production,0,reported,triệu viên
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("CODE1", COAL).replace("CODE2", KILN), encoding="utf-8")
    return tmp_path


@pytest.fixture
def change(folder: Path):
    def change(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
