#!/usr/bin/env bash
# The one door to everything a developer does. `./do` alone lists what there is.
set -euo pipefail
cd "$(dirname "$0")"
venv=.venv
python="$venv/bin/python"
stamp="$venv/.installed"

setup() {
  if [ ! -x "$python" ]; then
    find_python
    "$base_python" -m venv "$venv"
  fi
  local wanted
  wanted=$(cat requirements.lock requirements-uv.lock pyproject.toml | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ] && return
  echo "setup: installing the locked packages into $venv" >&2
  "$python" -m pip install --quiet --require-hashes -r requirements-uv.lock >&2
  "$venv/bin/uv" pip sync --quiet --python "$python" --require-hashes requirements.lock requirements-uv.lock >&2
  "$venv/bin/uv" pip install --quiet --python "$python" --no-deps --no-build-isolation --editable . >&2
  echo "$wanted" >"$stamp"
}

find_python() {
  for base_python in python3 python3.13 python3.12 python3.11; do
    if "$base_python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return; fi
  done
  echo "Resonanz needs Python 3.11 or newer with the venv module (Debian: apt-get install python3-venv)." >&2
  exit 2
}

case "${1:-help}" in
setup) setup ;;
demo) setup; shift; exec "$venv/bin/resonanz" demo "$@" ;;
test) setup; shift; exec bash scripts/test "$@" ;;
check) setup; shift; exec bash scripts/check "$@" ;;
fix) setup; "$venv/bin/ruff" check --fix --quiet . || true; "$venv/bin/ruff" format --quiet . ;;
bench) setup; shift; exec "$venv/bin/resonanz" bench "$@" ;;
messages) setup; shift; exec "$python" scripts/messages.py "$@" ;;
lock) setup; exec bash scripts/lock ;;
*)
  cat <<'TXT'
./do setup      make .venv with everything in it (every other command does this first)
./do demo       build the demonstration organisation and serve it
./do test       run the tests: ./do test [PATH] [pytest options]
./do check      lint, types, contracts
./do fix        format and mend what can be mended
./do bench      measure: ./do bench smoke
./do messages   bring the German and English texts up to date
./do lock       renew requirements.lock
TXT
  ;;
esac
