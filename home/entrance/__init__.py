"""Coming in: one login for the site and its admin, and a second factor, which some roles must have."""
