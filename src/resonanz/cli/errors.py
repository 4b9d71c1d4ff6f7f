"""What the command line refuses, and what may go wrong on the machine it runs on."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class CliCode(ErrorCode):
    """Refusals that only the command line makes."""

    PORT_KEYS_DIFFER = (
        "port-keys-differ",
        500,
        _(
            "The app's key %(app)s and its public half %(ballotbox)s do not belong together. Nothing "
            "was changed. Restore one of them from a backup; to hand over a new key, remove the "
            "public half and run resonanz migrate again."
        ),
    )
    DATABASE_NOT_MIGRATED = (
        "database-not-migrated",
        500,
        _(
            "The database of the program %(program)s in %(path)s could not be set up; the reason "
            "stands above. Remove the cause, then run resonanz migrate again."
        ),
    )
    DATABASE_DAMAGED = (
        "database-damaged",
        500,
        _("A database file in %(path)s is damaged. Nothing was changed. Restore it from a backup, then try again."),
    )
    DATABASE_FORBIDDEN = (
        "database-forbidden",
        500,
        _(
            "A database file in %(path)s cannot be opened or written. Nothing was changed. Check the "
            "permissions of the folder and its files."
        ),
    )
    PROGRAM_DID_NOT_START = (
        "program-did-not-start",
        500,
        _(
            "The program %(program)s did not start. All were stopped again, and nothing is lost. "
            "Read what it says above, or run it alone: resonanz serve --only %(program)s"
        ),
    )
    PROGRAM_ENDED = (
        "program-ended",
        500,
        _(
            "The program %(program)s has ended by itself. All were stopped, and nothing is lost. "
            "Read what it says above, then start again."
        ),
    )
    PORT_IN_USE = (
        "port-in-use",
        500,
        _(
            "Port %(port)s at %(host)s is in use already. Nothing was started. End the other "
            "program, or choose another port in %(setting)s."
        ),
    )
    PORT_FORBIDDEN = (
        "port-forbidden",
        500,
        _(
            "Port %(port)s at %(host)s may not be opened (%(reason)s). Nothing was started. Choose "
            "another address or a port above 1023 in %(setting)s."
        ),
    )
    NO_FREE_PORT = (
        "no-free-port",
        500,
        _("No free port was found on this machine. Nothing was started. End another program, then try again."),
    )
    FILE_NOT_FOUND = "file-not-found", 400, _("There is no file %(path)s. Check the path.")
    FILE_IS_FOLDER = "file-is-folder", 400, _("%(path)s is a folder. Name a file.")
    FOLDER_IS_FILE = (
        "folder-is-file",
        400,
        _("%(path)s cannot be reached, since a file stands where a folder should be. Check the path."),
    )
    FILE_FORBIDDEN = "file-forbidden", 400, _("%(path)s may not be read or written. Check its permissions and owner.")
    FILE_UNREADABLE = (
        "file-unreadable",
        400,
        _("%(path)s could not be read or written (%(reason)s). Check the disk, then try again."),
    )
    INTERRUPTED = (
        "interrupted",
        400,
        _("Stopped before it was done. What was written before is complete. Start the command again to go on."),
    )
    COMMAND_UNKNOWN = "command-unknown", 400, _("There is no command “%(name)s”. Choose one of: %(known)s")
    OPTION_UNKNOWN = "option-unknown", 400, _("%(command)s has no option %(name)s. See: %(command)s --help")
    OPTION_INCOMPLETE = "option-incomplete", 400, _("%(name)s is not used like this. See: %(command)s --help")
    ARGUMENT_MISSING = "argument-missing", 400, _("%(name)s is missing. See: %(command)s --help")
    VALUE_WRONG = (
        "value-wrong",
        400,
        _("%(name)s cannot have this value. Choose %(allowed)s. See: %(command)s --help"),
    )
    ARGUMENTS_LEFT_OVER = (
        "arguments-left-over",
        400,
        _("%(command)s does not take so much: %(left)s. See: %(command)s --help"),
    )
