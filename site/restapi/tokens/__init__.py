"""Programs' tokens in the admin: Wagtail's own listing, with what a token is for, where and until when."""
