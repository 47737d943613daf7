"""What every test may use."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Articles, gold, data and suites that stand beside the checkout; tests that need them skip without."""
    folder = ROOT.parent / "shared"
    if not (folder / "articles").is_dir():
        pytest.skip("the articles and data that stand beside the project are not at hand")
    return folder


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Texts and tables in our own words."""
    return ROOT / "tests" / "fixtures"
