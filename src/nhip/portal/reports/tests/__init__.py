"""Tests of the pages of reports and news."""
