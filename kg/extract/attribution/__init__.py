"""Attribution: whose word a claim or a quotation is: speakers, cues of other points of view, the outlet of the page."""
