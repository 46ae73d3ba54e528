"""Who may do what: people, their dated roles, and every right as a predicate in one file."""
