"""The search over series, zones and clusters, calls and pages."""
