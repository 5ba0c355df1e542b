"""Measures runs with ir-measures, and their differences with a paired bootstrap.

    judging.py < REQUEST > FIGURES

Run by the virtual environment that has ir-measures. The request is JSON: `cells`, each with `index`,
`set`, `judgments` and `runs` (a file by the engine's key), and `ours`, `resamples`, `seed`. The
answer is a list of figures, as README.md tells.
"""

import json
import sys
from collections import defaultdict

import ir_measures
import numpy as np
from ir_measures import RR, nDCG

MEASURES = {"nDCG@10": nDCG @ 10, "RR@10": RR @ 10}
# How many resamples are drawn at once: memory for time.
PIECE = 250


def values_of(judgments, run):
    """Each measure's values of all judged queries, in the order of their ids."""
    found = defaultdict(dict)
    for value in ir_measures.iter_calc(MEASURES.values(), judgments, run):
        found[str(value.measure)][value.query_id] = value.value
    return {name: np.array([one[query] for query in sorted(one)]) for name, one in found.items()}


def means_of_draws(columns, resamples, random):
    """The means of the columns over rows drawn with replacement, a row for each resample."""
    count = len(columns)
    pieces = []
    for start in range(0, resamples, PIECE):
        rows = random.integers(0, count, (min(PIECE, resamples - start), count))
        pieces.append(np.stack([column[rows].mean(axis=1) for column in columns.T], axis=1))
    return np.concatenate(pieces)


def main():
    request = json.load(sys.stdin)
    ours = request["ours"]
    random = np.random.default_rng(request["seed"])
    figures = []
    # By index, measure and engine: the means of the sets and, against a peer, those of the draws.
    means, draws = defaultdict(list), defaultdict(list)

    def add_mean(index, name, measure, engine, value):
        figures.append({
            "index": index, "set": name, "measure": measure, "engine": engine,
            "value": round(float(value), 6)})

    def add_difference(index, name, measure, peer, difference, drawn):
        low, high = np.percentile(drawn, [2.5, 97.5])
        figures.append({
            "index": index, "set": name, "measure": measure, "engine": ours, "against": peer,
            "difference": round(float(difference), 6), "low": round(float(low), 6),
            "high": round(float(high), 6)})

    for cell in request["cells"]:
        index, name = cell["index"], cell["set"]
        judgments = list(ir_measures.read_trec_qrels(cell["judgments"]))
        values = {
            engine: values_of(judgments, list(ir_measures.read_trec_run(run)))
            for engine, run in cell["runs"].items()}
        for measure in MEASURES:
            for engine in values:
                mean = values[engine][measure].mean()
                add_mean(index, name, measure, engine, mean)
                means[index, measure, engine].append(mean)
        pairs = [(measure, peer) for peer in values if peer != ours for measure in MEASURES]
        if not pairs:
            continue
        columns = np.stack(
            [values[ours][measure] - values[peer][measure] for measure, peer in pairs], axis=1)
        drawn = means_of_draws(columns, request["resamples"], random)
        for column, (measure, peer) in enumerate(pairs):
            add_difference(
                index, name, measure, peer, columns[:, column].mean(), drawn[:, column])
            draws[index, measure, peer].append(drawn[:, column])
    for (index, measure, engine), of_sets in means.items():
        add_mean(index, "mean", measure, engine, np.mean(of_sets))
    for (index, measure, peer), of_sets in draws.items():
        difference = (
            np.mean(means[index, measure, ours]) - np.mean(means[index, measure, peer]))
        # The sets are drawn apart from one another, as they were collected.
        add_difference(index, "mean", measure, peer, difference, np.mean(of_sets, axis=0))
    json.dump(figures, sys.stdout)


if __name__ == "__main__":
    main()
