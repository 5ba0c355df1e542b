"""The engines: how each is set up, and the commands that index, query and start it."""

import glob
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass

from preparing import typed

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TANTIVY = "tantivy==0.27.0"
LUCENE = "liblucene8-java"
MEASURES = "ir-measures==0.4.3"
# What every engine may hold in memory before it writes a segment: one segment for a small corpus.
MEMORY_MB = 512


def call(command, **keywords):
    done = subprocess.run(command, capture_output=True, text=True, **keywords)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {(done.stderr or done.stdout)[-800:]}")
    return done.stdout


@dataclass
class Peer:
    """An engine that harness.py or its like in another language drives."""

    name: str
    layer: str
    version: str
    command: list
    untimed_passes = 0

    @property
    def key(self):
        return f"{self.name} {self.layer}"

    def index(self, corpus, folder):
        return [*self.command, "index", corpus.cut(self.layer), folder]

    def query(self, folder, queries, passes, latencies, run):
        return [*self.command, "query", folder, queries.words, str(passes), latencies, run], None

    def rank(self, folder, collection, run):
        return [*self.command, "rank", folder, collection.queries(self.layer), run], None

    def cold(self, folder, kind, words):
        return [*self.command, "cold", folder, kind, " ".join(words)]

    def start(self):
        return [*self.command, "start"]

    def folder(self, scratch):
        return os.path.join(scratch, f"{self.name}-{self.layer}.index")

    def sizes(self, folder):
        """Bytes without the stored texts (there are none), and with them."""
        size = sum(os.path.getsize(path) for path in files_in(folder))
        return size, None


@dataclass
class Ours:
    """The tool: texts as they are, all layers, texts stored; asked through all or through words."""

    tool: str
    version: str
    index_options: list
    name: str = "tansaku"
    layer: str = "both"
    untimed_passes = 2

    @property
    def key(self):
        return f"{self.name} {self.layer}"

    def index(self, corpus, folder):
        return [self.tool, "index", "-i", folder, *self.index_options, corpus.documents]

    def folder(self, scratch):
        return os.path.join(scratch, f"{self.name}.index")

    def query(self, folder, queries, passes, latencies, run):
        repeat = str(passes + self.untimed_passes)
        return [
            self.tool, "batch", "-i", folder, "-n", "10", "--repeat", repeat, "--latencies",
            latencies, *self.options(), queries.typed], run

    def rank(self, folder, collection, run):
        return [
            self.tool, "batch", "-i", folder, "-n", "10", *self.options(),
            collection.queries("typed")], run

    def cold(self, folder, kind, words):
        # As the peers: ids alone, no texts.
        one = folder + ".cold.tsv"
        with open(one, "w", encoding="utf-8") as out:
            out.write(f"cold\t{typed(kind, words)}\n")
        return [self.tool, "batch", "-i", folder, "-n", "10", *self.options(), one]

    def options(self):
        """What asks for the layer; the index has them all."""
        return ["--whole-words"] if self.layer == "words" else []

    def start(self):
        return [self.tool, "--version"]

    def sizes(self, folder):
        sizes = {path: os.path.getsize(path) for path in files_in(folder)}
        stored = sum(size for path, size in sizes.items() if path.endswith(".stored"))
        if not stored:
            raise SystemExit(f"{folder}: no *.stored file; the size without texts cannot be told")
        return sum(sizes.values()) - stored, sum(sizes.values())

    def segments(self, folder):
        return sum(path.endswith(".postings") for path in files_in(folder))


def files_in(folder):
    return [path for path in glob.glob(f"{folder}/**/*", recursive=True) if os.path.isfile(path)]


def set_up_tool():
    say("building tansaku for release")
    subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", ROOT, "--product", "tansaku"],
        check=True, stdout=sys.stderr)
    tool = os.path.join(ROOT, ".build/release/tansaku")
    known = call([tool, "index", "--help"])
    options = ["--memory", f"{MEMORY_MB}M"] if "--memory" in known else []
    options += ["--jobs", "1"] if "--jobs" in known else []
    version = call([tool, "--version"]).strip().removeprefix("tansaku ")
    return [Ours(tool, version, options, layer=layer) for layer in ("both", "words")]


def set_up_segmenter(work):
    compiler = shutil.which("clang") or shutil.which("cc")
    if not compiler:
        raise SystemExit("needs a C compiler (clang or cc) and ICU's headers (libicu-dev)")
    program = os.path.join(work, "SegmentationLimit")
    source = os.path.join(ROOT, "Benchmarks/Sources/SegmentationLimit/main.c")
    call([compiler, "-O2", source, "-o", program, "-licuuc"])
    return program


def set_up_python(work):
    """The interpreter of a virtual environment of our own."""
    python = os.path.join(work, "venv/bin/python")
    if not os.path.exists(python):
        call([sys.executable, "-m", "venv", os.path.join(work, "venv")])
    return python


def tantivy(work):
    python = set_up_python(work)
    call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TANTIVY])
    program = os.path.join(HERE, "Engines/tantivy_engine.py")
    find = "import importlib.metadata; print(importlib.metadata.version('tantivy'))"
    return call([python, "-c", find]).strip(), [python, program]


def sqlite(work):
    # The same interpreter as Tantivy's, so that one start-up is as long as the other.
    python = set_up_python(work)
    find = (
        "import sqlite3; sqlite3.connect(':memory:').execute("
        "\"CREATE VIRTUAL TABLE t USING fts5(a, content='')\"); print(sqlite3.sqlite_version)")
    program = os.path.join(HERE, "Engines/sqlite_engine.py")
    return call([python, "-c", find]).strip(), [python, program]


def lucene(work):
    """Debian's Lucene, unpacked and not installed, behind a small program of ours."""
    if not shutil.which("javac"):
        raise RuntimeError("no javac on the PATH (Debian: default-jdk-headless)")
    unpacked = os.path.join(work, "lucene")
    jars = sorted(glob.glob(f"{unpacked}/usr/share/java/lucene-*.jar"))
    if not jars:
        os.makedirs(unpacked, exist_ok=True)
        call(["apt-get", "download", LUCENE], cwd=unpacked)
        for package in glob.glob(f"{unpacked}/*.deb"):
            call(["dpkg", "-x", package, unpacked])
            os.remove(package)
        jars = sorted(glob.glob(f"{unpacked}/usr/share/java/lucene-*.jar"))
    wanted = [
        jar for jar in jars
        if os.path.basename(jar).startswith(("lucene-core-", "lucene-analyzers-common-"))]
    if len(wanted) < 2:
        raise RuntimeError(f"{LUCENE} has no lucene-core and lucene-analyzers-common")
    classes = os.path.join(work, "classes")
    path = ":".join([classes, *wanted])
    call(["javac", "-d", classes, "-cp", path, os.path.join(HERE, "Engines/LuceneEngine.java")])
    core = next(jar for jar in wanted if "lucene-core-" in jar)
    # The name of the file tells another version than the file itself.
    manifest = zipfile.ZipFile(core).read("META-INF/MANIFEST.MF").decode()
    version = re.search(r"Specification-Version: (\S+)", manifest)
    return version[1] if version else "?", ["java", "-Xmx2g", "-XX:+UseSerialGC", "-cp", path, "LuceneEngine"]


def measures(work):
    """The interpreter of the virtual environment, with ir-measures in it."""
    python = set_up_python(work)
    call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", MEASURES])
    return python


PEERS = {"tantivy": tantivy, "lucene": lucene, "sqlite": sqlite}


def set_up(work, layers):
    """All engines that can be had, ours first, and why the others cannot.

    `layers` has the layers of each peer by its name.
    """
    engines, missing = set_up_tool(), []
    for name, wanted in layers.items():
        say(f"setting up {name}")
        try:
            version, command = PEERS[name](work)
        except (RuntimeError, OSError) as error:
            missing.append(f"{name} is left out: {str(error).strip()}")
            say(missing[-1])
            continue
        engines += [Peer(name, layer, version, command) for layer in wanted]
    return engines, missing


def say(text):
    print(text, file=sys.stderr, flush=True)
