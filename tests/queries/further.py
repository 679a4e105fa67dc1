"""One more article of the small world: a sentence for each kind of situation that the others have none of."""

from __future__ import annotations

from kg.model import EntityType

KEY, PUBLISHER, PUBLISHED = "register-6", "The Port Register", "2031-04-10"

ENTITIES = [
    ("lumen", "Lumen Labs", EntityType.COMPANY, {}),
    ("vale", "Ira Vale", EntityType.PERSON, {}),
    ("cameraact", "Camera Act", EntityType.LAW, {}),
    ("portmere", "Portmere", EntityType.PLACE, {}),
]

# situation, sentence, and its roles: name, words, entity or None for a literal
SITUATIONS: list[tuple[str, str, list[tuple[str, str, str | None]]]] = [
    ("Use-1", "The Port Police use BadgeCam.",
     [("agent", "The Port Police", "portpolice"), ("product", "BadgeCam", "badgecam")]),
    ("Contract-1", "The Port Police awarded Brightpath a contract for night cameras worth 2 million crowns.",
     [("supplier", "Brightpath", "brightpath"), ("customer", "The Port Police", "portpolice"),
      ("subject", "night cameras", None), ("amount", "2 million crowns", None)]),
    ("Advocacy-1", "Open Skies urged the Harbour Authority to delete its pictures.",
     [("advocate", "Open Skies", "skies"), ("demand", "to delete its pictures", None),
      ("addressee", "the Harbour Authority", "harbour")]),
    ("Criticism-1", "Ira Vale criticised the Harbour Authority.",
     [("critic", "Ira Vale", "vale"), ("target", "the Harbour Authority", "harbour")]),
    ("Authorization-1", "The Harbour Authority authorised Brightpath to fly at night.",
     [("authority", "The Harbour Authority", "harbour"), ("recipient", "Brightpath", "brightpath")]),
    ("Investigation-1", "The Ministry of Transport investigated Norvane.",
     [("investigator", "The Ministry of Transport", "transport"), ("target", "Norvane", "norvane")]),
    ("Enforcement-1", "The Ministry of Transport fined Norvane 1 million crowns.",
     [("authority", "The Ministry of Transport", "transport"), ("target", "Norvane", "norvane"),
      ("amount", "1 million crowns", None)]),
    ("Legislation-1", "The Ministry of Transport drafted the Camera Act.",
     [("proposer", "The Ministry of Transport", "transport"), ("law", "the Camera Act", "cameraact")]),
    ("Appointment-1", "Lumen Labs appointed Ira Vale as chair.",
     [("person", "Ira Vale", "vale"), ("position", "chair", None), ("organization", "Lumen Labs", "lumen")]),
    ("Departure-1", "Ira Vale resigned as treasurer of Open Skies.",
     [("person", "Ira Vale", "vale"), ("position", "treasurer", None), ("organization", "Open Skies", "skies")]),
    ("Acquisition-1", "Brightpath acquired Lumen Labs for 9 million crowns.",
     [("acquirer", "Brightpath", "brightpath"), ("target", "Lumen Labs", "lumen"),
      ("amount", "9 million crowns", None)]),
    ("Investment-1", "Norvane invested 4 million crowns in Lumen Labs.",
     [("investor", "Norvane", "norvane"), ("target", "Lumen Labs", "lumen"), ("amount", "4 million crowns", None)]),
    ("Partnership-1", "Norvane and Brightpath partnered on lenses.",
     [("party", "Norvane", "norvane"), ("party", "Brightpath", "brightpath"), ("subject", "lenses", None)]),
    ("Ownership-1", "Brightpath owns Lumen Labs.",
     [("parent", "Brightpath", "brightpath"), ("subsidiary", "Lumen Labs", "lumen")]),
    ("Launch-1", "Brightpath launched BadgeCam.",
     [("agent", "Brightpath", "brightpath"), ("product", "BadgeCam", "badgecam")]),
    ("Discontinuation-1", "Norvane discontinued FaceLens.",
     [("agent", "Norvane", "norvane"), ("product", "FaceLens", "facelens")]),
    ("Founding-1", "Ira Vale founded Lumen Labs.",
     [("founder", "Ira Vale", "vale"), ("organization", "Lumen Labs", "lumen")]),
    ("Headquarters-1", "Lumen Labs has its seat in Portmere.",
     [("organization", "Lumen Labs", "lumen"), ("place", "Portmere", "portmere")]),
    ("Development-1", "Lumen Labs developed BadgeCam.",
     [("agent", "Lumen Labs", "lumen"), ("product", "BadgeCam", "badgecam")]),
    ("Meeting-1", "Lena Ortiz met Ira Vale in Portmere.",
     [("party", "Lena Ortiz", "ortiz"), ("party", "Ira Vale", "vale"), ("place", "Portmere", "portmere")]),
    ("Arrest-1", "The Port Police arrested Ira Vale in Portmere.",
     [("agent", "The Port Police", "portpolice"), ("target", "Ira Vale", "vale"), ("place", "Portmere", "portmere")]),
    ("Agreement-1", "The Harbour Authority and the Ministry of Transport settled their quarrel over night flights.",
     [("party", "The Harbour Authority", "harbour"), ("party", "the Ministry of Transport", "transport"),
      ("subject", "night flights", None)]),
    ("Endorsement-1", "Lena Ortiz praised the Harbour Authority.",
     [("endorser", "Lena Ortiz", "ortiz"), ("target", "the Harbour Authority", "harbour")]),
    ("Attack-1", "The rebels shelled Portmere.",
     [("agent", "The rebels", None), ("target", "Portmere", "portmere")]),
    ("Grant-1", "Norvane gave Open Skies a grant of 1 million crowns.",
     [("donor", "Norvane", "norvane"), ("recipient", "Open Skies", "skies"), ("amount", "1 million crowns", None)]),
    ("Ruling-1", "The court ruled against Norvane that the pictures must go.",
     [("court", "The court", None), ("loser", "Norvane", "norvane"), ("decision", "the pictures must go", None)]),
    ("Result-1", "Brightpath posted a loss of 2 million crowns.",
     [("bearer", "Brightpath", "brightpath"), ("measure", "a loss", None), ("amount", "2 million crowns", None)]),
    ("Increase-1", "Shares of Norvane rose by 3 per cent to 41 crowns.",
     [("measure", "Shares of Norvane", None), ("change", "3 per cent", None), ("level", "41 crowns", None)]),
    ("Decrease-1", "Brightpath cut its prices by a tenth.",
     [("bearer", "Brightpath", "brightpath"), ("measure", "its prices", None), ("change", "a tenth", None)]),
    ("OpenEvent-1", "Norvane outwitted Brightpath with Lumen Labs.",
     [("agent", "Norvane", "norvane"), ("theme", "Brightpath", "brightpath"), ("with", "Lumen Labs", "lumen")]),
]  # fmt: skip
PREDICATES = {"OpenEvent-1": "outwit"}

TEXT = " ".join(sentence for _, sentence, _ in SITUATIONS)
