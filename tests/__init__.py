"""The tests; folders mirror the apps, `machine` provides what they need, `factories` makes pages."""
