"""Totals over many events, as each counter printed them."""
