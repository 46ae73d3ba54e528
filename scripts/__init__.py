"""Small helpers that the Makefile and the tests call."""
