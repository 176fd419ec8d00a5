"""How the tagger is trained, calibrated and measured; docs and data stand beside the code."""
