"""What the law and practice say about zones and clusters, as dated data with references."""
