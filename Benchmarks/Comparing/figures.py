"""From latencies to figures, and the list that compare.json is."""

from collections import defaultdict
from statistics import median


def read_latencies(path, untimed_passes, into, alone):
    """Adds the microseconds of each query's passes, without the first `untimed_passes`.

    `alone` takes those of the search alone, where the engine tells them.
    """
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, number, microseconds, _, *search = line.split("\t")
            if int(number) > untimed_passes:
                into[name].append(float(microseconds))
                if search:
                    alone[name].append(float(search[0]))


def percentile(values, share):
    """The value that `share` of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def of_queries(queries, microseconds):
    """(metric, kind, value) from each query's median."""
    kinds = defaultdict(list)
    for name, kind, _ in queries.listed:
        if name not in microseconds:
            continue
        # A latency below the clock's step is not 0.
        taken = max(median(microseconds[name]), 0.1)
        kinds["all"].append(taken)
        kinds[kind].append(taken)
    for kind in ["all", *queries.kinds]:
        values = kinds[kind]
        # An engine may lack what a kind asks for; then its sum over all kinds would be another.
        if not values or kind == "all" and len(values) < len(queries.listed):
            continue
        yield "queries_per_second", kind, len(values) / sum(values) * 1e6
        yield "p50_us", kind, percentile(values, 50)
        yield "p95_us", kind, percentile(values, 95)


class Figures:
    """Rows of engine, layer, metric, kind and value."""

    def __init__(self):
        self.rows = []

    def add(self, engine, layer, metric, kind, value):
        self.rows.append({
            "engine": engine, "layer": layer, "metric": metric, "kind": kind,
            "value": round(value, 3)})

    def kinds(self, metric):
        """The kinds that a metric was taken for, in order."""
        return list(dict.fromkeys(row["kind"] for row in self.rows if row["metric"] == metric))

    def value(self, key, metric, kind):
        """The value of `engine layer`; None where it was not measured."""
        for row in self.rows:
            if (f"{row['engine']} {row['layer']}", row["metric"], row["kind"]) == (
                    key, metric, kind):
                return row["value"]
        return None
