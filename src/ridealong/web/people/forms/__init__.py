"""What people may send about people, with a word for each thing that does not hold."""
