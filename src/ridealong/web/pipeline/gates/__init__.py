"""Gates of deals: calls that belong to a deal, what is proposed, and what people say to it."""
