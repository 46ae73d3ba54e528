"""What the room keeps."""

from nhip.plans.models.targets import FLOORS, Bound, Target

__all__ = ["FLOORS", "Bound", "Target"]
