"""The pages that people land on in the morning, each for the person who looks at it."""
