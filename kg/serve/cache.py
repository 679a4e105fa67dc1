"""A bounded memory of answers, the least recently asked forgotten first."""

from __future__ import annotations

from collections import OrderedDict

from kg.serve.answers import Answer

OVERHEAD = 500  # bytes an entry takes besides its body, about


class Cache:
    """Answers by key, together within a number of bytes; one larger than an eighth of it is not kept."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes, self.size, self.hits = max_bytes, 0, 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key."""
        answer = self._answers.get(key)
        if answer is not None:
            self.hits += 1
            self._answers.move_to_end(key)
        return answer

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, forgetting others to make room."""
        self.drop(key)
        cost = _cost(answer)
        if cost > self.max_bytes // 8:
            return
        self._answers[key] = answer
        self.size += cost
        while self.size > self.max_bytes:
            _, oldest = self._answers.popitem(last=False)
            self.size -= _cost(oldest)

    def drop(self, key: str) -> None:
        """Forget one answer, if it is there."""
        old = self._answers.pop(key, None)
        if old is not None:
            self.size -= _cost(old)


def _cost(answer: Answer) -> int:
    return len(answer.body) + OVERHEAD
