"""A view of a series as a page that others may show inside theirs."""
