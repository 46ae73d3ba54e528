"""What a figure is: one value of one indicator for a subject, a place, a period and a comparison."""
