"""Titles: posts in front of and behind names, parties and employers that they tell."""
