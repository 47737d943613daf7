"""Pictures of measurements as SVG, light and dark, with the numbers beside the marks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

_COLOURS = ("#2b6cb0", "#b7791f", "#2f855a", "#805ad5", "#c53030")
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#222}.axis{stroke:#999}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.axis{stroke:#777}}"
)
_LEFT, _WIDTH, _BAR = 210, 460, 11


def bars(groups: Mapping[str, Mapping[str, float]], title: str) -> str:
    """Bars in groups, one colour for each name, on a logarithmic scale from 1."""
    names = list(dict.fromkeys(name for group in groups.values() for name in group))
    most = max((value for group in groups.values() for value in group.values()), default=10.0)
    scale = _WIDTH / math.log10(max(most, 10))
    parts, y = _legend(names, title), 62
    for label, group in groups.items():
        parts.append(f'<text x="{_LEFT - 8}" y="{y + _BAR}" text-anchor="end">{escape(label)}</text>')
        for name, value in group.items():
            width = max(2.0, scale * math.log10(max(value, 1)))
            colour = _COLOURS[names.index(name) % len(_COLOURS)]
            parts.append(f'<rect x="{_LEFT}" y="{y}" width="{width:.1f}" height="{_BAR - 2}" fill="{colour}"/>')
            parts.append(f'<text x="{_LEFT + width + 4:.1f}" y="{y + _BAR - 2}" font-size="10">{value:.3g}</text>')
            y += _BAR
        y += 8
    return _svg(parts, _LEFT + _WIDTH + 60, y, title)


def _legend(names: list[str], title: str) -> list[str]:
    parts, x = [f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>'], 8
    for place, name in enumerate(names):
        colour = _COLOURS[place % len(_COLOURS)]
        parts.append(f'<rect x="{x}" y="32" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 16}" y="43">{escape(name)}</text>')
        x += 40 + 7 * len(name)
    return parts


def lines(series: Mapping[str, Mapping[float, float]], title: str, across: str, up: str) -> str:
    """Lines on two logarithmic scales, each with its slope: 1 where cost grows as the data do, 0 where it does not."""
    xs = sorted({x for points in series.values() for x in points})
    ys = sorted({y for points in series.values() for y in points.values()})
    parts = [f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>']
    for place, (name, points) in enumerate(series.items()):
        colour = _COLOURS[place % len(_COLOURS)]
        at = [(60 + _WIDTH * _share(x, xs), 340 - 290 * _share(y, ys)) for x, y in sorted(points.items())]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        told = f"{escape(name)} ({slope(points):.2f})"
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{at[-1][0] + 6:.1f}" y="{at[-1][1] + 4:.1f}">{told}</text>')
    parts.append(f'<line class="axis" x1="60" y1="340" x2="{60 + _WIDTH}" y2="340"/>')
    parts.append('<line class="axis" x1="60" y1="50" x2="60" y2="340"/>')
    parts += [f'<text x="{60 + _WIDTH * _share(x, xs):.1f}" y="356">{x:g}</text>' for x in xs]
    parts.append(f'<text x="60" y="374">{escape(across)}</text>')
    parts.append(f'<text x="8" y="42">{escape(up)}, {ys[0]:.3g} to {ys[-1]:.3g}</text>')
    return _svg(parts, _WIDTH + 320, 384, title)


def _share(value: float, among: list[float]) -> float:
    """How far it is from the least to the most, on a logarithmic scale."""
    low, high = math.log10(among[0]), math.log10(among[-1])
    return (math.log10(value) - low) / (high - low) if high > low else 0.0


def slope(points: Mapping[float, float]) -> float:
    """The slope of the straight line through the points on logarithmic scales, by least squares."""
    x = [math.log10(value) for value in points]
    y = [math.log10(value) for value in points.values()]
    middle, height = sum(x) / len(x), sum(y) / len(y)
    across = sum((value - middle) ** 2 for value in x)
    return sum((a - middle) * (b - height) for a, b in zip(x, y, strict=True)) / across if across else 0.0


def _svg(parts: list[str], width: float, height: float, title: str) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
    return f"{head}><title>{escape(title)}</title><style>{_STYLE}</style>{''.join(parts)}</svg>\n"
