"""Estates: industrial zones and clusters; land, lots, tenants, dated legal events, the legal procedures as data."""
