"""How well documents are understood: labelled cases, compared with what the importer finds, as figures with targets."""
