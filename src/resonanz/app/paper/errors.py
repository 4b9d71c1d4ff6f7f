"""Why there is no paper."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class PaperCode(ErrorCode):
    """What can go wrong while a PDF is made."""

    PDF_UNAVAILABLE = (
        "pdf-unavailable",
        503,
        _("This server cannot make PDF files: the library Pango is missing. Nothing is lost. Choose another format."),
    )
