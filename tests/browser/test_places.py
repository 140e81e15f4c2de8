"""What the geocoder could not decide: an incident without a place is put on a candidate, seen on the map, taken back."""
