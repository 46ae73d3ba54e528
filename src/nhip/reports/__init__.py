"""Reports: words, tables and charts of frozen figures, as web page, DOCX and PDF."""
