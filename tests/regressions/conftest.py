"""Regressions that need a real server take it from where the server is tested."""

import importlib.util
import sys
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "tests_server_conftest", Path(__file__).resolve().parent.parent / "server" / "conftest.py"
)
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
sys.modules[_module.__name__] = _module
_spec.loader.exec_module(_module)

world, server, start = _module.world, _module.server, _module.start
