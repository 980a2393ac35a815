"""Who has done what of a plan or a document: states, derived from deadlines and public reports, never typed."""
