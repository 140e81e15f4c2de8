"""The read model: narrow columns of all incidents, and folded text, that follow changed rows."""
