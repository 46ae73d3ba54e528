"""Pages of dossiers and their procedures."""
