"""Pages of tasks: what somebody has to do today, who is late with what, one task and its acts, and the units."""
