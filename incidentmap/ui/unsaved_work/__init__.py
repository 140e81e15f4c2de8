"""What was typed and is not saved outlives a reload, a crash and a lost connection."""
