"""Why a key, a request to sign or a token is refused."""

from resonanz.core.kernel.errors import ErrorCode
from resonanz.core.kernel.messages import gettext_noop as _


class BlindSignatureCode(ErrorCode):
    """What can be wrong with keys, blinded messages and tokens."""

    BLIND_INPUT_INVALID = (
        "blind-input-invalid",
        500,
        _(
            "A message does not fit the key it is to be signed with. Nothing was signed. Draw again "
            "with the manifest of this wave."
        ),
    )
    BLIND_KEY_INVALID = (
        "blind-key-invalid",
        500,
        _(
            "A key of a reporting cell is damaged. Nothing was signed. Restore the app's data folder "
            "from a backup, or cancel the wave."
        ),
    )
    BLIND_MODULUS_INVALID = (
        "blind-modulus-invalid",
        500,
        _("A public key is none that signs tokens. Nothing was drawn. Inform the administrator."),
    )
    BLIND_SIGNATURE_INVALID = (
        "blind-signature-invalid",
        500,
        _("A token is not signed with the key of its reporting cell. It is not used. Inform the administrator."),
    )
    BLIND_SIGNING_FAILED = (
        "blind-signing-failed",
        500,
        _(
            "A signature that was just made does not verify. It was not handed out. Restart the "
            "program, then draw again."
        ),
    )
    BLINDED_MESSAGE_INVALID = (
        "blinded-message-invalid",
        500,
        _(
            "A request to sign holds bytes that no browser makes. Nothing was signed. Open the "
            "ballot once more from the start page."
        ),
    )
