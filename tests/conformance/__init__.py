"""Runners of the suites that standards bodies publish; they stand beside the checkout, in ``../shared/conformance``."""
