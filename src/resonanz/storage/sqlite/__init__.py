"""Django's engine for SQLite, with tables that number no rows where the key is no number of the database."""
