"""The table of records: read, changed in place or together, handed out and read back."""
