"""The steps of `nhip demo`, and the note that they were done."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

import nhip
from nhip.config.settings.paths import NHIP_HOME
from nhip.demonstration import check_claims, write_demonstration
from nhip.demonstration.claims import ClaimResult
from nhip.demonstration.claims_records import RecordResult, check_records
from nhip.demonstration.dossiers import load_dossiers
from nhip.demonstration.estates import load_estates
from nhip.demonstration.evidence import read_reports
from nhip.demonstration.outline import load_outline
from nhip.demonstration.projects import load_plants, load_projects
from nhip.demonstration.promotion import load_promotion
from nhip.demonstration.targets import PLANNED_AT, keep_targets
from nhip.demonstration.tasks import load_tasks
from nhip.demonstration.vintages import arrived, period_of, stage_of
from nhip.demonstration.workbooks import write_workbooks
from nhip.intake.actions import load_registers
from nhip.intake.collection.states import ReasonCode
from nhip.intake.imports.acts import Given, import_workbook
from nhip.plans.targets.folder import load_targets
from nhip.registry.actions import SYSTEM
from nhip.registry.standard import load_standard_registers
from nhip.releases.actions import compile_run, store_scheme
from nhip.releases.queries import latest_run

STAMP = "stamp.json"
# Rooms whose change may change what is generated, stored or computed.
ROOMS = ("demonstration", "engine", "figures", "registry", "intake", "estates", "plans", "releases")


class Demonstration:
    """A folder with the illustrative province, and the database it is loaded into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._claims: list[dict[str, Any]] = []
        self._result_hash = ""

    def is_done(self) -> bool:
        """Whether this very program has already put this folder into this database."""
        try:
            stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        run = latest_run()
        return bool(run and stamp.get("made_by") == self._made_by() and stamp.get("result_hash") == run.result_hash)

    def write(self) -> None:
        """Write the files; the note of an earlier run goes first, because it does not hold from here on."""
        (self.folder / STAMP).unlink(missing_ok=True)
        write_demonstration(self.folder)
        write_workbooks(self.folder, read_reports(self.folder))

    def load(self) -> None:
        """Load the registers, those that are the same for everybody first, and keep the scheme."""
        load_standard_registers()
        load_registers(self.folder, at=PLANNED_AT)
        load_outline()
        load_estates()
        load_dossiers()
        keep_targets()
        load_targets(self.folder)
        load_tasks()
        store_scheme(self.folder / "scheme")
        load_projects()
        load_promotion()

    def take_in(self) -> None:
        """Take in the workbooks in the order in which they came, by the door that every officer uses."""
        # The checks find months that look odd, as they would in real ones.
        confirmed = Given(ReasonCode.CONFIRMED, "số liệu minh hoạ")
        for path in sorted((self.folder / "workbooks").glob("*.xlsx"), key=lambda each: arrived(each.stem)):
            done = import_workbook(
                path.read_bytes(),
                path.name,
                actor=SYSTEM,
                period=period_of(path.stem),
                stage=stage_of(path.stem),
                reasons=confirmed,
                at=arrived(path.stem),
            )
            if done.refusal is not None:
                raise done.refusal
        load_plants()

    def compile(self) -> None:
        """Compute every indicator and keep the run."""
        self._result_hash = compile_run().result_hash

    def check(self) -> None:
        """Check the claims and write the note that all was done."""
        results: list[ClaimResult | RecordResult] = [*check_claims(self.folder), *check_records()]
        self._claims = [
            {
                "claim": result.claim.id,
                "vi": result.claim.text_vi,
                "en": result.claim.text_en,
                "expected": result.expected,
                "found": result.found,
                "met": result.met,
            }
            for result in sorted(results, key=lambda each: each.claim.id)
        ]
        note = {"made_by": self._made_by(), "result_hash": self._result_hash, "claims": self._claims}
        draft = self.folder / f".{STAMP}.{os.getpid()}"
        draft.write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self.folder / STAMP)

    def claims(self) -> list[dict[str, Any]]:
        """What the check found, now or when it was done."""
        if not self._claims:
            self._claims = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))["claims"]
        return self._claims

    def _made_by(self) -> str:
        """Hash of the program and of the database's name: another of either, and everything is done again."""
        digest = hashlib.sha256(nhip.__version__.encode())
        for path in _sources():
            digest.update(path.as_posix().encode())
            digest.update(path.read_bytes())
        database = settings.DATABASES["default"]
        name = str(database.get("NAME"))
        if connection.vendor == "sqlite" and Path(name).is_relative_to(NHIP_HOME):
            # A home that was moved has its database with it.
            name = Path(name).relative_to(NHIP_HOME).as_posix()
        digest.update(f"{connection.vendor} {database.get('HOST')} {name}".encode())
        return digest.hexdigest()


def _sources() -> Iterator[Path]:
    package = Path(nhip.__file__).parent
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in {".py", ".csv", ".toml"} and "tests" not in path.parts:
                yield path
