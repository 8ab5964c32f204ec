"""A report that anyone can open: one self-contained HTML file over the tables of a run.

:mod:`pipeline.report.data` reads the tables and packs them small; :func:`write_report` puts them into the page.  The
page needs no network and runs only its own script (a content security policy names its hash); article text travels as
data and is shown as text, so nothing in it can run.
"""

from pipeline.report.build import write_report

__all__ = ["write_report"]
