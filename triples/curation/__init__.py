"""What people decide about what was read: kept in a file, replayed by every build, never lost when rules change."""

from __future__ import annotations

from pathlib import Path

MIN_CONFIDENCE = 0.7  # a rule of which more than three facts in ten were wrong waits for a curator
DECISIONS = Path(__file__).parent / "decisions.csv"
