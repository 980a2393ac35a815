"""Wagtail's own API, closed where it says too much, hears too little or breaks."""
