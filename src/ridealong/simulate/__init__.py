"""A sales organisation with planted truth, for calibration, tests and the demonstration."""
