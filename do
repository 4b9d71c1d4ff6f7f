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

# PDFs are set by Pango, a library of the system. Without it everything works but the PDF, and its page says so.
pango() {
  if ldconfig -p 2>/dev/null | grep libpangoft2-1.0 >/dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "setup: installing Pango for PDFs" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libpango-1.0-0 libpangoft2-1.0-0; } >/dev/null 2>&1 || true
  else
    echo "For PDFs, type: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0" >&2
  fi
}

case "${1:-help}" in
setup) setup ;;
demo) setup; pango; shift; exec "$venv/bin/resonanz" demo "$@" ;;
test) setup; shift; exec bash scripts/test "$@" ;;
check) setup; shift; exec bash scripts/check "$@" ;;
fix) setup; "$venv/bin/ruff" check --fix --quiet . || true; "$venv/bin/ruff" format --quiet . ;;
bench) setup; shift; exec "$python" -m bench "$@" ;;
train) setup; shift; exec bash scripts/train "$@" ;;
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
./do train      train the weights of the minutes again and print how good they are
./do messages   bring the German and English texts up to date
./do lock       renew the lock files
TXT
  ;;
esac
