"""Nhịp: measures a province's industry, and opens every number it publishes."""

__version__ = "0.1.0"
