"""What `make test` needs of a machine beside Python: a PostgreSQL server and a Chromium. Standard library only."""
