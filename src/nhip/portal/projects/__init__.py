"""Pages of projects and of plants."""
