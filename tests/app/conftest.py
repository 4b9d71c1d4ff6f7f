"""A home of kind test before Django reads its settings, and people of every role."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from resonanz.core.kernel.home import HomeKind, create_home, home_from_environment

if not os.environ.get("RESONANZ_HOME"):  # pytest alone; ./do test names one before pytest-django reads the settings
    _folder = Path(tempfile.mkdtemp(prefix="resonanz-app-"))
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    os.environ["RESONANZ_HOME"] = str(_folder / "home")
    create_home(_folder / "home", HomeKind.TEST)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.app.settings")
create_home(home_from_environment().path, HomeKind.TEST)  # refuses a home of another kind
