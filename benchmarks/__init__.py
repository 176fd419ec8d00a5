"""What Ridealong costs, measured so that anyone can measure it again: `make bench`."""
