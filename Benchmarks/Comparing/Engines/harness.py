"""What every peer with a Python binding is asked, in a process of its own.

    ENGINE index CUT INDEX            a document a line: id, tab, words apart by spaces
    ENGINE query INDEX QUERIES PASSES LATENCIES RUN
                                      a query a line: id, kind, words apart by spaces, between tabs
    ENGINE cold INDEX KIND WORDS      opens, answers one query, ends
    ENGINE start                      imports the binding and ends

Queries are made ready before the clock starts, and ids are fetched after it stops: the latency is
the search alone, in the peer's favour.
"""

import os
import sys
import time

LIMIT = 10
UNTIMED_PASSES = 2


def rows(path, fields):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t", fields - 1)


def query(engine, index, queries, passes, latencies, run):
    opened = engine(index)
    listed = [(name, opened.prepare(kind, words.split(" "))) for name, kind, words in rows(queries, 3)]
    for _ in range(UNTIMED_PASSES):
        for _, prepared in listed:
            opened.answer(prepared)
    clock = time.perf_counter_ns
    with open(latencies, "w") as out:
        for number in range(1, passes + 1):
            for name, prepared in listed:
                start = clock()
                hits = opened.answer(prepared)
                taken = clock() - start
                out.write(f"{name}\t{number}\t{taken / 1000:.1f}\t{opened.count(hits)}\n")
    with open(run, "w", encoding="utf-8") as out:
        for name, prepared in listed:
            for rank, document in enumerate(opened.identifiers(opened.answer(prepared)), 1):
                out.write(f"{name} Q0 {document} {rank} {-rank} {engine.__name__}\n")
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
    elif verb == "cold":
        index, kind, words = arguments
        opened = engine(index)
        print(opened.count(opened.answer(opened.prepare(kind, words.split(" ")))))
    elif verb != "start":
        sys.exit(f"unknown verb: {verb}")
