"""Pages of collecting: the enterprise's form, the officer's board, reviews and inbox."""
