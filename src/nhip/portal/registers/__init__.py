"""The working pages of the registers: lists, rows with their history, forms, files, duplicates."""
