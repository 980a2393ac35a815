"""The summary of a plan or a document: one set of figures, read as a page, a Word file, a spreadsheet and JSON."""
