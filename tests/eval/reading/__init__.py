"""Precision by reading: claims drawn by a seed, a reader's verdicts on them, and what these amount to."""
