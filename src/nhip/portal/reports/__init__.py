"""Pages of reports and news."""
