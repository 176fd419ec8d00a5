"""What people put to themselves: check-ins, their own view against the call, how they talk."""
