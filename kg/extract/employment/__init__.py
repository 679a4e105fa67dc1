"""Employment: who holds which post at which organization, since when, after whom; and where organizations sit."""
