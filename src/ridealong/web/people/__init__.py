"""Who works here: people, their roles and teams over time, and what each may see of the others."""
