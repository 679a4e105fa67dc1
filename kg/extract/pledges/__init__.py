"""Pledges: who undertakes to do or forgo what, towards whom, on which conditions."""
