"""Workbooks and CSV files as a table one can read: what should pass, and what should fail by which rule at which cell.

They are made while the tests run, so that a change of the form changes them all.
"""
