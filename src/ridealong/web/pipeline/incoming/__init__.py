"""How a CRM's sheets come in: from a file over its columns to deals, in one transaction a file."""
