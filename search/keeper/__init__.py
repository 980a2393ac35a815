"""The tag keeper: what press officers do with the vocabulary of hashtags."""
