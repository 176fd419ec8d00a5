"""The shape of pipelines: what stands where, what is usual, what is worth a question."""
