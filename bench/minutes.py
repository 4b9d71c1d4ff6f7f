"""What minutes cost: a fresh process on one core makes minutes of an hour of talk, and of four."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bench.errors import BenchCode
from bench.talk import transcript
from resonanz.core.kernel.errors import ResonanzError

HOURS = (1, 4)
LIMIT_SECONDS = 1.0  # CPU for an hour of meeting, imports and weights included
LIMIT_MEGABYTES = 200.0  # peak of the whole process
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
BYTE_CODE = "import json, resonanz.core.minutes.minutes, resonanz.core.minutes.writing"
# The peak is read from the kernel's own high-water mark: the one of ``getrusage`` begins with the parent's.
ENGINE = """
import os, sys, time
start = time.process_time()
os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
from pathlib import Path
from resonanz.core.minutes.minutes import make
from resonanz.core.minutes.reading import read
from resonanz.core.minutes.writing import as_json
data = Path(sys.argv[1]).read_bytes()
imported = time.process_time()
made = make(read(data, "bench.vtt"), words=300)
text = as_json(made)
done = time.process_time()
status = Path("/proc/self/status").read_text(encoding="ascii")
peak = int(status.partition("VmHWM:")[2].split()[0])
import json
print(json.dumps({"loading": imported - start, "seconds": done - start, "kilobytes": peak, "bytes": len(text)}))
"""


def measure_seconds() -> dict[str, object]:
    """CPU seconds of one hour and of four; the ratio is of the slower hour to the limit."""
    runs = {hours: run(hours) for hours in HOURS}
    return {
        "loading_seconds": round(runs[1]["loading"], 3),
        **{f"seconds_of_{hours}_h": round(one["seconds"], 3) for hours, one in runs.items()},
        "ratio": round(max(one["seconds"] / hours for hours, one in runs.items()) / LIMIT_SECONDS, 3),
    }


def measure_memory() -> dict[str, object]:
    """Peak megabytes of one hour and of four; the ratio is of the greater to the limit."""
    runs = {hours: run(hours) for hours in HOURS}
    return {
        **{f"megabytes_of_{hours}_h": round(one["megabytes"], 1) for hours, one in runs.items()},
        "ratio": round(max(one["megabytes"] for one in runs.values()) / LIMIT_MEGABYTES, 3),
    }


@cache
def run(hours: int) -> dict[str, float]:
    """One fresh process: ``seconds`` of CPU without the start of Python, ``loading`` of them before the first line of
    the transcript was read, ``megabytes`` at its peak, ``bytes`` of minutes; ``program-failed`` if there are none.

    A first run that does not count leaves byte code behind, as an installed program has it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.vtt"
        path.write_bytes(transcript(hours))
        environment = {**os.environ, **ONE_CORE, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _engine(BYTE_CODE, path, environment)
        found: dict[str, float] = json.loads(_engine(ENGINE, path, environment))
    return {**found, "megabytes": found["kilobytes"] / 1024}


def _engine(program: str, path: Path, environment: Mapping[str, str]) -> str:
    command = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ResonanzError(BenchCode.PROGRAM_FAILED, error=done.stderr.strip().rpartition("\n")[2])
    return done.stdout
