"""What people decide about what was read: kept in a file, replayed by every build, never lost when rules change."""

from __future__ import annotations

from pathlib import Path

MIN_CONFIDENCE = 0.6  # below, more than two facts of five are wrong: stated confidence holds (docs/reliability.csv)
DECISIONS = Path(__file__).parent / "decisions.csv"
