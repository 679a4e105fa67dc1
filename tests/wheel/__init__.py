"""The package as others get it: built, looked into, installed in clean environments and used (``make wheel-test``)."""
