"""What `@name` behind the address of a page does: a module for each service."""
