"""Pages of releases: for everybody what was published and when; for officials the way there."""
