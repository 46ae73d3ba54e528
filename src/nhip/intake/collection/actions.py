"""The acts of collecting. Each checks the right, does its work and leaves its audit row, in one transaction."""

from nhip.intake.collection.correcting import correct_with_note
from nhip.intake.collection.deciding import (
    Blocked,
    Given,
    Taken,
    accept,
    give_reasons,
    reopen,
    return_with_comment,
    submit,
)
from nhip.intake.collection.periods import close_period, open_period, reopen_period
from nhip.intake.collection.reminding import Reminded, remind_all, remind_late
from nhip.intake.collection.saving import Conflict, Saved, Typed, save_draft
from nhip.intake.collection.uploading import examine_upload, keep_upload, take_upload
from nhip.intake.collection.values import confirm_value, correct_report

__all__ = [
    "Blocked",
    "Conflict",
    "Given",
    "Reminded",
    "Saved",
    "Taken",
    "Typed",
    "accept",
    "close_period",
    "confirm_value",
    "correct_report",
    "correct_with_note",
    "examine_upload",
    "give_reasons",
    "keep_upload",
    "open_period",
    "remind_all",
    "remind_late",
    "reopen",
    "reopen_period",
    "return_with_comment",
    "save_draft",
    "submit",
    "take_upload",
]
