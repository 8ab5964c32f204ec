"""Ways to look at what a run wrote: SQL (:mod:`query`), one article in the terminal or as a page (:mod:`show`)."""
