"""A view of a series as a file: XLSX, CSV, PNG, SVG."""
