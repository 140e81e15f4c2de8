"""What is handed out of a view: files that say by themselves what they show, as of when, and where it comes from."""
