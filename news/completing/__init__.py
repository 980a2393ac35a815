"""An item is closed by a note and a proof: by who was asked, or by who keeps the plan for those without a page."""
