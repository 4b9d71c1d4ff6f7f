"""Why a wave does not move on, is held or was cancelled: kept with it as code and parameters, said on its page."""

from resonanz.app.conduct.ballotbox_http import refused
from resonanz.app.conduct.errors import ConductCode
from resonanz.app.conduct.port import BallotBoxPort, BoxState
from resonanz.app.shell.errors import error_text
from resonanz.app.waves.models import Wave
from resonanz.app.waves.states import WaveState
from resonanz.core.cells.errors import CellsCode
from resonanz.core.kernel.errors import ResonanzError, code_named
from resonanz.core.wire.errors import HeldCode, WireCode

Trouble = dict[str, object]
UNFIT = frozenset({ConductCode.RELEASE_WRONG, WireCode.RELEASE_MALFORMED, CellsCode.AUDIT_FAILED})


def trouble_of(error: ResonanzError) -> Trouble:
    """What to keep of a refusal; of one by the ballot box, its own word."""
    if error.code is ConductCode.BALLOTBOX_REFUSED:
        return {"code": str(error.params["word"])}
    return {"code": error.code.value, "params": {name: str(value) for name, value in error.params.items()}}


def trouble_there(wave: Wave, state: BoxState, port: BallotBoxPort) -> Trouble:
    """What the ballot box says is wrong with the wave that stands there in this state."""
    word = HeldCode.HALF_RESTORED.value if state is BoxState.ABSENT else port.reason(wave.identity)
    return {"code": word} if word else {}


def has_unfit_figures(wave: Wave) -> bool:
    """Whether figures have come that were not stored: then the ballots are counted and gone."""
    return wave.trouble.get("code") in UNFIT


def trouble_text(wave: Wave) -> str:
    """The sentence, in the reader's language; empty when all is well. Of a cancelled wave only what happened."""
    if not wave.trouble:
        return ""
    word, params = wave.trouble["code"], wave.trouble.get("params", {})
    code = code_named(word)
    text = error_text(ResonanzError(code, **params) if code else refused(word))
    return f"{text.partition('. ')[0].rstrip('.')}." if wave.state == WaveState.CANCELLED else text
