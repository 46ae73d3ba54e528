"""Registers: places, industries, products, enterprises, all valid in time; who reports what; the audit chain."""
