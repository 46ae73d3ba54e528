"""Releases: computing all indicators as known at an instant, and opening every number that came of it."""
