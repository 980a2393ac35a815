"""Draws the demo's illustrations: flat shapes, calm colours, figures without faces."""
