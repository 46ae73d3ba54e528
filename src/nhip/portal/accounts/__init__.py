"""Signing in, one's own account, and the administrator's pages: people and the audit chain."""
