"""Projects: what each source says, milestones and delays, and what plants report."""
