"""Organisations come to the site: page, files, rights, review and an invitation in one step, from a form or a list."""
