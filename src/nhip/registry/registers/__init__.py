"""The registers as tables: columns, search, forms, files, merging. One description serves list, form and file."""
