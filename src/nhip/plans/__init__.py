"""Plans: targets, production plans, projects, tasks, investment promotion and support."""
