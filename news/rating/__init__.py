"""Who was the most active: a document's rule, the points of each report with their trace, places, diplomas."""
