"""A bar chart in a few lines of SVG: for each kind of query, the rate of each engine."""

from html import escape
from math import ceil, floor, log10

COLOURS = ["#c2410c", "#1d4ed8", "#15803d", "#7e22ce", "#a16207", "#0e7490", "#57534e"]
LEFT, WIDTH, BAR, GAP = 110, 560, 11, 10


def svg(figures, engines, queries):
    """Queries a second, on a logarithmic scale."""
    asked = [
        engine.key for engine in engines
        if figures.value(engine.key, "queries_per_second", "all") is not None]
    kinds = ["all", *queries.kinds]
    rates = {
        (key, kind): figures.value(key, "queries_per_second", kind)
        for key in asked for kind in kinds}
    low = floor(log10(max(min(rates.values()), 0.1)))
    high = max(ceil(log10(max(rates.values()))), low + 1)

    def across(value):
        return LEFT + WIDTH * (log10(max(value, 10**low)) - low) / (high - low)

    group = BAR * len(asked) + GAP
    top, bottom = 58, 58 + group * len(kinds)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 80} {bottom + 30}"'
        ' font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="white"/>',
        '<text x="10" y="18" font-size="14">Queries a second by kind, ten best, one thread'
        " (logarithmic)</text>"]
    for place, key in enumerate(asked):
        x = 10 + 150 * place
        parts.append(f'<rect x="{x}" y="30" width="10" height="10" fill="{COLOURS[place % 7]}"/>')
        parts.append(f'<text x="{x + 14}" y="39">{escape(key)}</text>')
    for power in range(low, high + 1):
        x = across(10**power)
        parts.append(f'<path d="M{x:.1f} {top - 6}V{bottom}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{10**power:,}</text>')
    for row, kind in enumerate(kinds):
        y = top + row * group
        middle = y + BAR * len(asked) / 2 + 4
        parts.append(
            f'<text x="{LEFT - 8}" y="{middle:.1f}" text-anchor="end">{escape(kind)}</text>')
        for place, key in enumerate(asked):
            x, bar = across(rates[key, kind]), y + place * BAR
            parts.append(
                f'<rect x="{LEFT}" y="{bar}" width="{x - LEFT:.1f}" height="{BAR - 1}"'
                f' fill="{COLOURS[place % 7]}"/>')
            parts.append(
                f'<text x="{x + 4:.1f}" y="{bar + 9}" font-size="9">{rates[key, kind]:,.0f}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
