"""The forms as tables: templates made for an enterprise and a month, and the way back from a filled table."""
