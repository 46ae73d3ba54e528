"""Files on their way in: read, checked, taken in whole or not at all, and undone if they must be."""
