"""Pages of targets, production plans and the attraction of enterprises."""
