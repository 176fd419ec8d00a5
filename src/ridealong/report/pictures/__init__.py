"""Pictures as SVG, one a module: positions in percent, colours by class, a table for each.

They are strings without style or script, so the same picture stands in a page, in a mail and on
paper. What is drawn as a bar is also in its table.
"""

from ridealong.report.pictures.svg import Picture, Table

__all__ = ["Picture", "Table"]
