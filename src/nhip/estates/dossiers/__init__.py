"""Dossiers: acts on them, where they stand, and who has to act next."""
