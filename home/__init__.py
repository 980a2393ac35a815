"""What every page shares: the base page, blocks, the home page, standard pages, organisations, pictures."""
