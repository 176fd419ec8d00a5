"""What people take on: agreed, followed on the next calls, practised, and what became of it."""
