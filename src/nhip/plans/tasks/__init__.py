"""Tasks: giving them, reporting on them, deciding, and telling who is late."""
