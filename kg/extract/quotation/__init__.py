"""Quotations and what they report: words in marks or without, statements, demands and reproaches made in them."""
