"""Text of names: one spelling out of many, and the keys names are searched by."""
