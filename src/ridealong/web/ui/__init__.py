"""What every page is made of: the frame, its styles and scripts, words and times."""
