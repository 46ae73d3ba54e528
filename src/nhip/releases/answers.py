"""What the queries answer with: everything a page prints, already computed, rounded and written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nhip.figures.numbers import Shown

__all__ = [
    "Child",
    "Contributor",
    "Crumb",
    "Headline",
    "NodeOpening",
    "NodeRow",
    "Part",
    "PeriodChoice",
    "ReleaseView",
    "ReportOpening",
    "ReportRow",
    "ReportVersion",
    "RunView",
    "SeriesPoint",
    "Target",
]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a number leads: a node in a period, one report (an observation's id), or any figure.

    For a figure ``key`` is its indicator, and ``within`` the release it is read in ("2023-12", "2023-12v2") or the
    run ("run-17"); subject, comparison and place tell it from the indicator's other figures.
    """

    kind: Literal["node", "report", "figure"]
    key: str
    period: str
    subject: str = ""
    comparison: str = ""
    place: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class RunView:
    """One compilation, as a page names it."""

    id: int
    title_vi: str
    title_en: str
    as_of: datetime
    created_at: datetime
    illustrative: bool
    scheme_hash: str
    result_hash: str
    code_version: str
    first_period: str
    last_period: str
    root: str
    scheme: int = 0
    # Indicators and subjects that the reader may not see.
    hidden: frozenset[tuple[str, str]] = frozenset()
    # The release it is read in, as it stands in addresses; "" for a compilation that was not released.
    release: str = ""
    # Whether that release estimates its last month.
    estimated: bool = False

    def title(self, language: str) -> str:
        """Return the scheme's title in a language."""
        return self.title_vi if language.startswith("vi") else self.title_en


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """One release, as a page names it.

    ``slug`` stands in addresses: the period, "e" for its estimate, "v2" for a correction.
    ``state`` is what it is at the moment of the question; ``published_at`` is None before anybody has set the time.
    """

    id: int
    kind: str
    kind_words: str
    period: str
    period_words: str
    number: int
    slug: str
    state: str
    state_words: str
    run: RunView
    prepared_by: str
    approved_by: str
    published_at: datetime | None
    published: bool
    corrects: str
    corrected_by: str
    reason: str
    hash: str
    illustrative: bool
    # "estimate" or "official"; and which official release follows an estimate.
    stage: str = "official"
    followed_by: str = ""


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A month a page can be shown for."""

    period: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence. A number in it has a target, so that it can be opened."""

    text: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Contributor:
    """A division with its part in the total's growth, in percentage points."""

    code: str
    name: str
    growth: Shown
    points: Shown
    target: Target


@dataclass(frozen=True, slots=True)
class Headline:
    """The month in words and numbers. ``sentence`` joined together is plain text."""

    subject: str
    period: str
    period_words: str
    index: Shown
    previous_month: Shown
    same_month: Shown
    cumulative: Shown
    cumulative_words: str
    contributors: tuple[Contributor, ...]
    illustrative: bool
    sentence: tuple[Part, ...]
    target: Target

    @property
    def text(self) -> str:
        """Return the sentence as one text."""
        return "".join(part.text for part in self.sentence)


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A row of the table of sections and divisions, in the order of the tree."""

    code: str
    name: str
    name_vi: str
    name_en: str
    level: str
    depth: int
    index: Shown
    previous_month: Shown
    same_month: Shown
    cumulative: Shown
    same_month_points: Shown
    cumulative_points: Shown
    imputed_share: Shown
    response_rate: Shown
    target: Target


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A node in one month."""

    period: str
    words: str
    index: Shown
    previous_month: Shown
    same_month: Shown
    cumulative: Shown
    target: Target


@dataclass(frozen=True, slots=True)
class Crumb:
    """A node on the way from the total down to the one that is open."""

    code: str
    name: str
    target: Target


@dataclass(frozen=True, slots=True)
class Child:
    """A part of a node: the node's index is the mean of these indices, weighted with their shares.

    ``index`` stands on the base of the epoch; ``relative`` is growth over the same month of last year, and
    ``contribution`` its part in the node's growth over that month.
    """

    code: str
    name: str
    weight: Shown
    share: Shown
    index: Shown
    relative: Shown
    contribution: Shown
    target: Target


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A quantity that went into a product's index. ``observation`` is None where it was imputed.

    ``hidden``: the enterprise has not agreed to publication, so who and how much are not told.
    """

    enterprise: str
    enterprise_name: str
    quantity: Shown
    factor: Shown
    state: str
    state_words: str
    rule: str
    observation: int | None
    source: str
    hidden: bool
    target: Target | None


@dataclass(frozen=True, slots=True)
class NodeOpening:
    """A node's value in a month, opened into its parts.

    ``recomputed`` is the index computed again from the rows below, and ``agrees`` says whether it is the
    same to 1e-9. For a product, ``children`` is empty and ``reports`` holds the quantities.
    """

    code: str
    name: str
    level: str
    unit: str
    period: str
    period_words: str
    epoch: str
    base_words: str
    index: Shown
    previous_month: Shown
    same_month: Shown
    cumulative: Shown
    imputed_share: Shown
    response_rate: Shown
    illustrative: bool
    path: tuple[Crumb, ...]
    children: tuple[Child, ...]
    weight_sum: Shown
    contribution_sum: Shown
    reports: tuple[ReportRow, ...]
    quantity: Shown
    base_quantity: Shown
    recomputed: Shown
    agrees: bool
    formula: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """One value of a report as it was known from an instant on."""

    observation: int
    quantity: Shown
    state: str
    state_words: str
    stage: str
    stage_words: str
    file_name: str
    row: int
    recorded_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class ReportOpening:
    """One report: what it says, and the very cell it was read from."""

    observation: int
    enterprise: str
    enterprise_name: str
    product: str
    product_name: str
    period: str
    period_words: str
    measure: str
    measure_words: str
    quantity: Shown
    unit: str
    state: str
    state_words: str
    stage: str
    stage_words: str
    file_name: str
    sha256: str
    sheet: str
    row: int
    column: str
    raw: str
    recorded_at: datetime
    illustrative: bool
    versions: tuple[ReportVersion, ...]
