"""A corpus of planted events that nobody lived through: who reports them, copies, rewrites, spins, disputes them.

``python -m tests.eval.situations FOLDER [EVENTS [SEED]]`` writes ``articles.jsonl`` and ``gold.json``, which
``kg eval FOLDER`` scores. Rules are developed on it; what they are worth is told by corpora that nobody reads.
"""
