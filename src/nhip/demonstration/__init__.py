"""The demonstration province: illustrative reports whose compiled results equal the published ones."""

from nhip.demonstration.claims import CLAIMS, Claim, ClaimResult, check_claims
from nhip.demonstration.write import DemonstrationSummary, write_demonstration

__all__ = ["CLAIMS", "Claim", "ClaimResult", "DemonstrationSummary", "check_claims", "write_demonstration"]
