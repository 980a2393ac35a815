"""What was changed in public plans and documents: found, kept, shown and told to whom it concerns."""
