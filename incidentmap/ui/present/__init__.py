"""What is presented: the whole window, the map and the words of one slide, and nothing that edits."""
