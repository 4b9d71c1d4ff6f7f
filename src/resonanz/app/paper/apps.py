"""Pages as PDF/UA: the sheet, its style, the one importer of WeasyPrint."""

from resonanz.app.shell.room import Room


class PaperRoom(Room):
    """Pages as PDF/UA: the sheet, its style, the one importer of WeasyPrint."""
