"""The admin's start page: each role sees its own work there, in the place of Wagtail's panels."""
