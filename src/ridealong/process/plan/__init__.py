"""What rep and manager agree on: steps and targets, and the way back from the quota to the day."""
