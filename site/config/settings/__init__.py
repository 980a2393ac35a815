"""Settings: `base` and the differences of each kind of machine."""
