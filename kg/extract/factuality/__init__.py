"""Factuality: polarity, certainty and actuality of an event, and through whose eyes it is told."""
