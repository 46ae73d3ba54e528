"""Collecting: what enterprises are asked for each month and year, and the way of their answers to observations."""
