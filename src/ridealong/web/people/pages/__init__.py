"""The pages of people: signing in, one's own account, and what administrators keep."""
