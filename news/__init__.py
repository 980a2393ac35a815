"""What happened: news and photo reports."""
