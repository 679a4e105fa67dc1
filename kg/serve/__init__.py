"""The HTTP service: SPARQL endpoint, linked data and pages over one immutable release.

The HTTP process never evaluates a query: ``pool`` hands jobs to worker processes that a ``supervisor`` forks.
Importing this package loads nothing, since the supervisor and its workers must stay small; FastAPI enters through
``kg.serve.app``.
"""
