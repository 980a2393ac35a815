"""How a school reports: the desk with its reports, what a report may be about, the form, and how it is kept."""
