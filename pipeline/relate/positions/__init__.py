"""Who holds which office at which body, and who has which role in an event.

Start reading at :mod:`.find`.  Plain functions of an :class:`~pipeline.relate.view.ArticleView`;
the spaCy component ``edufakta_positions`` (:mod:`.component`) is a thin wrapper.
"""

from pipeline.relate.positions.find import OfficeLink, find_positions, office_links
from pipeline.relate.positions.people import People
from pipeline.relate.positions.roles import EventRole, find_event_roles

__all__ = [
    "EventRole",
    "OfficeLink",
    "People",
    "find_event_roles",
    "find_positions",
    "office_links",
]
