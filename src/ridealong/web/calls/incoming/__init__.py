"""How conversations come in: from bytes to a call with an owner, with a report of each file."""
