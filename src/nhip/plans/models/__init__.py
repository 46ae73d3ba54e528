"""What the room keeps."""

from nhip.plans.models.plants import Outage, PlantMonth, PlantState
from nhip.plans.models.projects import (
    UNITS,
    Attribute,
    Milestone,
    MilestoneKind,
    Project,
    ProjectKind,
    ProjectRecord,
    ProjectStatement,
    Sort,
)
from nhip.plans.models.promotion import (
    Enquiry,
    EnquiryEntry,
    EnquiryStep,
    InvestmentCall,
    Outcome,
    Result,
    SupportKind,
    SupportMeasure,
    SupportOutcome,
    SupportPolicy,
    SupportRecord,
)
from nhip.plans.models.targets import FLOORS, Bound, Target
from nhip.plans.models.tasks import EntryKind, Priority, Task, TaskEntry, TaskNotice, TaskRecord, TaskSupport
from nhip.plans.models.units import Unit, UnitKind, UnitMember

__all__ = [
    "FLOORS",
    "UNITS",
    "Attribute",
    "Bound",
    "Enquiry",
    "EnquiryEntry",
    "EnquiryStep",
    "EntryKind",
    "InvestmentCall",
    "Milestone",
    "MilestoneKind",
    "Outage",
    "Outcome",
    "PlantMonth",
    "PlantState",
    "Priority",
    "Project",
    "ProjectKind",
    "ProjectRecord",
    "ProjectStatement",
    "Result",
    "Sort",
    "SupportKind",
    "SupportMeasure",
    "SupportOutcome",
    "SupportPolicy",
    "SupportRecord",
    "Target",
    "Task",
    "TaskEntry",
    "TaskNotice",
    "TaskRecord",
    "TaskSupport",
    "Unit",
    "UnitKind",
    "UnitMember",
]
