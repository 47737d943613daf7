"""What people decide about what was read: kept in a file, replayed by every build, never lost when rules change."""

from __future__ import annotations

from pathlib import Path

MIN_CONFIDENCE = 0.75  # of what is less sure, most was wrong in texts that nobody had opened (docs/reliability.csv)
DECISIONS = Path(__file__).parent / "decisions.csv"
