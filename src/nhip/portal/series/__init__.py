"""Pages of series: one indicator of one subject over time, and all subjects of an indicator side by side."""
