"""Targets: what is wanted, what is reached, what is still needed."""
