"""What people and administrators change about people: each checks, changes and writes it down."""
