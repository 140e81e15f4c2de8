"""Stories: briefings that are prepared step by step, saved under a name, and presented."""
