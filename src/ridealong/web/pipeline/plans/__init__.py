"""What rep and manager agree on: steps, targets, both signatures, and the plan that follows."""
