"""The relations the classifier tells apart: KnowledgeNet's names for them, and the pairs each can hold of."""

from __future__ import annotations

from typing import Final

EMPLOYEE: Final = "EMPLOYEE_OR_MEMBER_OF"
PARTY: Final = "POLITICAL_AFFILIATION"
CHIEF: Final = "CEO"
FOUNDER: Final = "FOUNDED_BY"
SUBSIDIARY: Final = "SUBSIDIARY_OF"
HEADQUARTERS: Final = "HEADQUARTERS"
FOUNDED: Final = "DATE_FOUNDED"

# In the order of the columns of the weights.
LABELS = (EMPLOYEE, PARTY, CHIEF, FOUNDER, SUBSIDIARY, HEADQUARTERS, FOUNDED)
# Kind of pair (person, organization, place, date) → what may hold of it. A founder comes first, whoever it is.
OF_KIND = {
    "PO": (EMPLOYEE, PARTY, CHIEF, FOUNDER),
    "OO": (SUBSIDIARY,),
    "OL": (HEADQUARTERS,),
    "OD": (FOUNDED,),
}
# Those whose KnowledgeNet subject is the second of the pair.
TURNED = frozenset({CHIEF, FOUNDER})
