"""``make mutants``: small faults put into the modules that decide; which of them do the tests notice?"""
