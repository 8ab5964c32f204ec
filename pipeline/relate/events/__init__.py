"""Named events: who held them, when and where.

Start with :func:`find_events`.  Who led or spoke at an event is found by
:func:`pipeline.relate.positions.find_event_roles`.
"""

from pipeline.relate.events.find import find_events

__all__ = ["find_events"]
