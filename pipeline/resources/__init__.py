"""Lexicons as plain data files, and their one loader.

Start reading at :mod:`pipeline.resources.loader`, which reads the CSV files of ``data/`` (every row names
its source) and the lexicons that a user adds.  On top of it stand three small libraries that know what the
rows mean:

* :mod:`pipeline.resources.regions` - provinces, regencies, cities and districts with their official codes;
* :mod:`pipeline.resources.bodies` - ministries, agencies and universities with acronyms and successive names;
* :mod:`pipeline.resources.titles` - honorifics, ranks, degrees and offices.

Nothing is read before it is asked for, and everything is read once.
"""
