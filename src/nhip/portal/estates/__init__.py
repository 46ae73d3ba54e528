"""Pages of zones and clusters: for investors, and for the officials who keep them."""
