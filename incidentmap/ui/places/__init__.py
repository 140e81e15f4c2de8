"""Where incidents stand, what a person has to decide, and what was learned."""
