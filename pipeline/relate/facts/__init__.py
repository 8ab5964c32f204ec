"""Every relation in one long table: subject, predicate, object, value, unit, dates, place, evidence.

Start with :func:`find_facts`; :data:`PREDICATES` is the list of predicates that the data dictionary prints.
"""

from pipeline.relate.facts.find import find_facts
from pipeline.relate.facts.predicates import PREDICATES, Predicate, quantity_predicate

__all__ = ["PREDICATES", "Predicate", "find_facts", "quantity_predicate"]
