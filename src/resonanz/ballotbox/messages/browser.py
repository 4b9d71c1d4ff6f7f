"""What the browser may have to say: what happened, that nothing was lost, what to do. One entry a code word.

The page carries them as templates in the reader's language; the browser's code only names the word.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class BrowserMessage:
    """``action``: "retry" repeats the step, "start" leads to the start page, "" offers nothing."""

    code: str
    happened: Text
    advice: Text
    action: str = ""
    tone: str = "warn"

    @property
    def icon(self) -> str:
        return {"warn": "warn", "yes": "check"}.get(self.tone, "info")


_TELL = _(
    "Nothing was sent. Do not answer this wave for now, and tell the works council or the people who run Resonanz "
    "what stands here."
)

STARTING = (
    BrowserMessage(
        "start-missing",
        _("To answer, open the ballot from your start page."),
        _("You find your personal way in there after signing in. Below you can read the questions."),
        "start",
        "info",
    ),
    BrowserMessage(
        "start-malformed",
        _("The link to this ballot is incomplete."),
        _("Nothing was sent. Open the ballot once more from your start page."),
        "start",
    ),
    BrowserMessage(
        "wave-mismatch",
        _("This link belongs to another wave."),
        _("Nothing was sent. Open the ballot once more from your start page."),
        "start",
    ),
    BrowserMessage(
        "insecure",
        _("This page was opened without a secure connection."),
        _(
            "Browsers offer the encryption that protects your answers over https only. Nothing was sent. "
            "Please tell the people who run Resonanz."
        ),
    ),
    BrowserMessage(
        "questionnaire-unreachable",
        _("The questions could not be checked, because the ballot box cannot be reached right now."),
        _("Nothing was lost. Check your connection and try again."),
        "retry",
    ),
    BrowserMessage(
        "root-mismatch", _("Your browser has stopped: the checksum of this wave does not match your link."), _TELL
    ),
    BrowserMessage(
        "proof-invalid",
        _("Your browser has stopped: what your link says about your reporting cell was not fixed for this wave."),
        _TELL,
    ),
    BrowserMessage(
        "limits-too-low", _("Your browser has stopped: this wave would show groups that are too small."), _TELL
    ),
    BrowserMessage("cell-too-small", _("Your browser has stopped: your reporting cell has too few people."), _TELL),
    BrowserMessage(
        "label-unclear",
        _("Your browser has stopped: the name of your reporting cell holds what cannot be seen."),
        _TELL,
    ),
    BrowserMessage(
        "questionnaire-differs",
        _("Your browser has stopped: the questions shown are not those that were fixed for this wave."),
        _TELL,
    ),
    BrowserMessage(
        "wave-over",
        _("This wave is over."),
        _("No more ballots are accepted. Your start page shows what comes next."),
        "start",
        "info",
    ),
    BrowserMessage(
        "chain-broken",
        _("Your browser has stopped: the public list of waves does not lead to this wave."),
        _TELL,
    ),
    BrowserMessage(
        "address-foreign", _("Your browser has stopped: the link leads to an address it does not know."), _TELL
    ),
)

DRAWING = (
    BrowserMessage(
        "app-unreachable",
        _("The application cannot be reached right now."),
        _("Your answers are still here, nothing was lost. Leave this page open, check your connection, and try again."),
        "retry",
    ),
    BrowserMessage(
        "app-failed",
        _("The application could not give out a token right now."),
        _("Your answers are still here, nothing was lost. Leave this page open and try again in a few minutes."),
        "retry",
    ),
    BrowserMessage(
        "already-drawn",
        _("A token has already been given out for you."),
        _(
            "If you have sent your ballot, it counts and there is nothing to do. If it was interrupted, continue in "
            "the browser in which you pressed Send: only that one has your token. There is no second one, otherwise "
            "somebody could vote twice. What you ticked here was not sent."
        ),
    ),
    BrowserMessage(
        "draw-not-open",
        _("This wave is no longer open."),
        _("No token was given out, and your answers were not sent. They disappear when you close this page."),
        "start",
    ),
    BrowserMessage(
        "ticket-unknown",
        _("Your link is no longer valid."),
        _(
            "Your answers were not sent and are still here. Open the ballot once more from your start page, best in a "
            "second window, so that you can look up here what you ticked."
        ),
        "start",
    ),
    BrowserMessage(
        "draw-refused",
        _("The application did not accept the request for a token."),
        _(
            "Nothing was recorded, and your answers are still here. Open the ballot once more from your start page. "
            "If this happens again, tell the people who run Resonanz."
        ),
        "start",
    ),
    BrowserMessage(
        "signature-wrong",
        _("Your browser has stopped: the token was not signed with the key of your reporting cell."),
        _(
            "This must not happen. Your answers were not sent. Tell the works council or the people who run Resonanz, "
            "and leave this page open until then."
        ),
    ),
)

SENDING = (
    BrowserMessage(
        "ballotbox-unreachable",
        _("The ballot box cannot be reached right now."),
        _(
            "Nothing was lost: your sealed ballot is waiting on this page. Leave it open, check your connection, and "
            "try again. Exactly the same ballot will be sent, so it cannot count twice."
        ),
        "retry",
    ),
    BrowserMessage(
        "storage-busy",
        _("The ballot box is busy right now."),
        _("Nothing was lost: your sealed ballot is waiting on this page. Try again in a moment."),
        "retry",
    ),
    BrowserMessage(
        "storage-full",
        _("The ballot box has no space left at the moment."),
        _(
            "Nothing was lost: your sealed ballot is waiting on this page. Please tell the people who run Resonanz, "
            "leave this page open, and try again later."
        ),
        "retry",
    ),
    BrowserMessage(
        "wave-not-open",
        _("This wave has just closed."),
        _(
            "Your ballot came too late and is not counted, unless an earlier attempt had already got through. "
            "Nobody has seen your answers."
        ),
        "start",
    ),
    BrowserMessage(
        "key-lost",
        _("The ballot box can no longer keep this ballot."),
        _(
            "A key of this wave is missing, so your ballot was not stored and is not counted. Nobody has seen your "
            "answers. Please tell the people who run Resonanz; your start page shows when there is a new wave."
        ),
        "start",
    ),
    BrowserMessage(
        "ballot-refused",
        _("The ballot box did not accept the ballot."),
        _(
            "Nothing was stored, and your answers are still here. Try again. If this happens once more, tell the works "
            "council or the people who run Resonanz."
        ),
        "retry",
    ),
    BrowserMessage(
        "receipt-invalid",
        _("The ballot box answered without a valid receipt."),
        _(
            "It is not certain that your ballot was stored. It is still waiting on this page: try again. Exactly the "
            "same ballot will be sent, so it cannot count twice."
        ),
        "retry",
    ),
    BrowserMessage(
        "unexpected",
        _("Something failed that should not fail."),
        _("Your answers are still here. Try again; otherwise open the ballot once more from your start page."),
        "retry",
    ),
)

BALLOT = STARTING + DRAWING + SENDING

CHECK = (
    BrowserMessage(
        "found",
        _("Your ballot was counted."),
        _("Your receipt stands on the board, one of {count}. Signature and checksum of the board are right."),
        tone="yes",
    ),
    BrowserMessage(
        "not-found",
        _("This code is not on the board."),
        _(
            "Compare the code with your receipt, and make sure that it belongs to this wave. If it does, take the "
            "receipt to the works council: its signature proves that the ballot box had accepted your ballot."
        ),
    ),
    BrowserMessage(
        "board-unreachable",
        _("The board cannot be loaded right now."),
        _("Nothing was lost. Check your connection and search again."),
    ),
    BrowserMessage(
        "board-invalid",
        _("This board is not genuine."),
        _(
            "Its signature or checksum does not fit this wave, so it proves nothing. Tell the works council or the "
            "people who run Resonanz what stands here."
        ),
    ),
    BrowserMessage(
        "insecure",
        _("This page was opened without a secure connection."),
        _("Browsers can check the board's signature over https only. Please tell the people who run Resonanz."),
    ),
)
