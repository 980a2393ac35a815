"""Questions and answers as HTTP has them: who wants what, in which form, and what went wrong."""
