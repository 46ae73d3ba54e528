"""Writing a document down: Word, PDF and a page, of the same blocks."""
