"""From file to neutral cells: what a workbook or CSV file says, with every address, and no opinion on it."""
