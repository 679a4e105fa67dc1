"""Mentions: the names, nominals and pronouns of an article, their extent, and the types of what they name."""
