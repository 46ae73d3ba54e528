"""Pages of investment promotion and of support to enterprises."""
