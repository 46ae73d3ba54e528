"""A province small enough to compute by hand.

Two sections: B with one product (coal), C with one division and two products (bricks, salt). The base is the average
month of 2022. Every enterprise reports 10 a month in 2022, so every index of 2022 is 100, except what a test changes.
All have agreed to publish what they make, so nothing is confidential unless a test takes that back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nhip.intake.actions import import_reports, load_registers
from nhip.plans.targets.folder import load_targets
from nhip.releases.actions import store_scheme
from nhip.releases.models import Release, StoredScheme
from nhip.releases.preparing import prepare_release
from nhip.releases.releasing import approve, schedule, send_to_review

MINE, KILN, KILN2, WORKS = "9900000016", "9900000023", "9900000030", "9900000048"
MADE = {MINE: "coal", KILN: "bricks", KILN2: "bricks", WORKS: "salt"}
# January and February 2023; None: not reported.
NOW: dict[str, tuple[str | None, str | None]] = {
    MINE: ("12", "9"),
    KILN: ("15", "10"),
    KILN2: ("5", "10"),
    WORKS: ("11", "22"),
}
JANUARY = datetime(2023, 3, 1, tzinfo=UTC)
HEADER = "enterprise,product,period,measure,quantity,state,unit\n"

SCHEME = {
    "policy.csv": """key,value
title_vi,Tỉnh thử
title_en,Test province
illustrative,true
decimals,2
growth_decimals,2
""",
    "nodes.csv": """classification,code,parent,level,name_vi,name_en,unit
v,TOTAL,,total,Toàn ngành,All industry,
v,B,TOTAL,section,Khai khoáng,Mining,
v,C,TOTAL,section,Chế biến,Manufacturing,
v,05,B,division,Than,Coal,
v,23,C,division,Khoáng phi kim,Minerals,
v,coal,05,product,Than nguyên khai,Raw coal,tấn
v,bricks,23,product,Gạch,Bricks,nghìn viên
v,salt,23,product,Muối,Salt,tấn
""",
    "epochs.csv": """epoch,base_from,base_to,valid_from,valid_to,classification,reference
2022,2022-01,2022-12,2022-01,2023-12,v,
""",
    "weights.csv": """epoch,code,weight
2022,B,25
2022,C,75
2022,05,100
2022,23,100
2022,coal,100
2022,bricks,60
2022,salt,40
""",
}
REGISTERS = {
    "enterprises.csv": "tax_code,name,place,place_name,industry,entered_on,exited_on,consent,illustrative\n"
    f"{MINE},Mỏ Na Dương,1,xã A,,2010-01-01,,coal,true\n"
    f"{KILN},Lò gạch Một,1,xã A,,2010-01-01,,bricks,true\n"
    f"{KILN2},Lò gạch Hai,1,xã A,,2022-05-01,,bricks,true\n"
    f"{WORKS},Muối Đồng Bành,1,xã A,,2023-01-05,,salt,true\n",
    "products.csv": "product,name_vi,name_en,unit\ncoal,Than nguyên khai,Raw coal,tấn\n"
    "bricks,Gạch,Bricks,nghìn viên\nsalt,Muối,Salt,tấn\n",
    "key_products.csv": "key,name_vi,name_en,unit,product,source\n"
    "coal,Than,Coal,tấn,coal,\nbricks,Gạch,Bricks,nghìn viên,bricks,\nsalt,Muối,Salt,tấn,salt,\n",
    "plans.csv": "enterprise,node,period,measure,quantity,unit,source,note\n"
    f",TOTAL,2023,growth,7.00,%,x,\n{MINE},coal,2023,production,84,tấn,x,\n",
}


def months_of(year: int, quantities: Mapping[str, tuple[str | None, ...]]) -> str:
    rows = []
    for enterprise, values in quantities.items():
        for number, quantity in enumerate(values, start=1):
            state = "not_reported" if quantity is None else "reported"
            rows.append(f"{enterprise},{MADE[enterprise]},{year}-{number:02d},production,{quantity or ''},{state},\n")
    return HEADER + "".join(rows)


def publish(period: str, *, as_of: datetime | None = None) -> Release:
    """Lead a release all the way, by two hands of the server, at once."""
    release = prepare_release(period, by="lan", as_of=as_of)
    send_to_review(release, by="lan")
    approve(release, by="duyet")
    schedule(release, by="duyet")
    return release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {**REGISTERS, **{f"scheme/{name}": text for name, text in SCHEME.items()}}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def province(folder: Path, db: None) -> StoredScheme:
    """The registers, the scheme, and the reports of 2022 and of two months of 2023, known on 1 March 2023."""
    load_registers(folder, year=2023, at=JANUARY)
    load_targets(folder, at=JANUARY)
    scheme = store_scheme(folder / "scheme")
    import_reports(months_of(2022, dict.fromkeys(MADE, ("10",) * 12)).encode(), name="2022.csv", at=JANUARY)
    import_reports(months_of(2023, NOW).encode(), name="2023.csv", at=JANUARY)
    return scheme
