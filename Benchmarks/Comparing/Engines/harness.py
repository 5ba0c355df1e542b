"""What every peer with a Python binding is asked, in a process of its own.

    ENGINE index CUT INDEX            a document a line: id, tab, words apart by spaces
    ENGINE query INDEX QUERIES PASSES LATENCIES RUN
                                      a query a line: id, kind, words apart by spaces, between tabs
    ENGINE rank INDEX QUERIES RUN     the same queries, answered once, without a latency
    ENGINE cold INDEX KIND WORDS      opens, answers one query, ends
    ENGINE start                      imports the binding and ends

A latency is the time from the words of a query to the ids of its hits: to build the query, to
search, to fetch the ids. The time of the search alone stands beside it.
"""

import os
import sys
import time

LIMIT = 10
# How many words may lie between those of `near`.
NEAR = 5
UNTIMED_PASSES = 2


def rows(path, fields):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t", fields - 1)


def write_run(path, found, engine):
    with open(path, "w", encoding="utf-8") as out:
        for name, documents in found.items():
            for rank, document in enumerate(documents, 1):
                out.write(f"{name} Q0 {document} {rank} {-rank} {engine.__name__}\n")


def rank(engine, index, queries, run):
    opened = engine(index)
    found = {
        name: opened.identifiers(opened.answer(opened.prepare(kind, words.split(" "))))
        for name, kind, words in rows(queries, 3)}
    write_run(run, found, engine)


def query(engine, index, queries, passes, latencies, run):
    opened = engine(index)
    listed = [(name, kind, words.split(" ")) for name, kind, words in rows(queries, 3)]
    # What an engine cannot ask it is not timed for.
    listed = [one for one in listed if opened.prepare(*one[1:]) is not None]
    for _ in range(UNTIMED_PASSES):
        for _, kind, words in listed:
            opened.identifiers(opened.answer(opened.prepare(kind, words)))
    clock = time.perf_counter_ns
    found = {}
    with open(latencies, "w") as out:
        for number in range(1, passes + 1):
            for name, kind, words in listed:
                start = clock()
                prepared = opened.prepare(kind, words)
                asked = clock()
                hits = opened.answer(prepared)
                answered = clock()
                found[name] = opened.identifiers(hits)
                end = clock()
                out.write(
                    f"{name}\t{number}\t{(end - start) / 1000:.1f}\t{len(found[name])}"
                    f"\t{(answered - asked) / 1000:.1f}\n")
    write_run(run, found, engine)
    times = []
    for _ in range(2000):
        start = clock()
        opened.answer_nothing()
        times.append(clock() - start)
    print(f"empty_call_us\t{sorted(times)[len(times) // 2] / 1000:.1f}")


def main(engine, build):
    verb, *arguments = sys.argv[1:]
    if verb == "index":
        cut, index = arguments
        os.makedirs(index)
        build(rows(cut, 2), index)
    elif verb == "query":
        index, queries, passes, latencies, run = arguments
        query(engine, index, queries, int(passes), latencies, run)
    elif verb == "rank":
        rank(engine, *arguments)
    elif verb == "cold":
        index, kind, words = arguments
        opened = engine(index)
        hits = opened.identifiers(opened.answer(opened.prepare(kind, words.split(" "))))
        print("\n".join(hits))
    elif verb != "start":
        sys.exit(f"unknown verb: {verb}")
