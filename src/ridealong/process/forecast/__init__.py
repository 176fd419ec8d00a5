"""What comparable deals say about an open one, and how that compares with the rep's word."""
