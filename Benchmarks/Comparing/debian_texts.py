"""Texts of Debian's packages in many languages, with what they were translated from.

They come from where apt of this machine gets its packages, into a folder of their own: lists, cache
and what is installed stay as they are.
"""

import glob
import os
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass

from engines import say

# The language that all was translated from, as apt's lists and GNOME's folders call it.
SOURCE = "en"
SOURCE_HELP = "C"
HELP = "gnome-user-docs"
PAGES = "usr/share/help/{}/gnome-help"
MALLARD = "{http://projectmallard.org/1.0/}"
ENTRY = re.compile(
    r"Package: (?P<package>\S+)\nDescription-md5: (?P<of>\S+)\n"
    r"Description-\S+: (?P<summary>.*)\n(?P<body>(?: .*\n?)*)")
# Columns from which a line may end inside a Korean word.
FULL_LINE = 74
HANGUL = "\uac00-\ud7a3"
# Han, kana and what stands between them: no space where a line ends.
UNSPACED = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"


@dataclass
class Text:
    """A summary, the paragraphs that it sums up, and the text both were translated from."""

    name: str
    summary: str
    paragraphs: list
    original: str


class Debian:
    """Packages and lists of packages, by apt with a state of its own."""

    def __init__(self, folder, languages):
        """Fetches the lists of packages and the descriptions in the languages."""
        self.folder = folder
        self.settings = os.path.join(folder, "apt.conf")
        for name in ("lists/partial", "cache/archives/partial", "help"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        wanted = " ".join(f'"{one}";' for one in [SOURCE, *languages])
        with open(self.settings, "w", encoding="utf-8") as out:
            # What the machine does after an update concerns the machine's own lists.
            out.write(
                "#clear APT::Update::Post-Invoke;\n#clear APT::Update::Post-Invoke-Success;\n"
                f"#clear Acquire::Languages;\nAcquire::Languages {{ {wanted} }};\n"
                f'Dir::State::lists "{folder}/lists/";\nDir::Cache "{folder}/cache/";\n')
        say("apt: lists of packages")
        self.apt("update", "--quiet=2")

    def apt(self, command, *arguments, where=None):
        done = subprocess.run(
            ["apt-get", "-c", self.settings, command, *arguments], cwd=where,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise SystemExit(f"apt-get {command} failed: {done.stderr.strip()}")
        return done.stdout

    def entries(self, language):
        """The package, its description's summary and lines, by the sum of what was translated."""
        files = self.apt(
            "indextargets", "--format", "$(FILENAME)", "Created-By: Translations",
            f"Language: {language}").split("\n")
        found = {}
        for file in filter(os.path.exists, files):
            listed = subprocess.run(
                ["/usr/lib/apt/apt-helper", "cat-file", file], stdout=subprocess.PIPE, check=True)
            for entry in listed.stdout.decode("utf-8", "replace").split("\n\n"):
                if fields := ENTRY.match(entry):
                    found.setdefault(fields["of"], (
                        fields["package"], fields["summary"], fields["body"].splitlines()))
        return found

    def packages(self, language):
        """Summaries and texts of the descriptions of packages."""
        originals = self.entries(SOURCE)
        entries = self.entries(language)
        known = Counter()
        for _, summary, lines in entries.values():
            known.update(summary.split())
            for line in lines:
                # Not the first word and the last, which may be halves.
                known.update(line.split()[1:-1])
        for of, (package, summary, lines) in entries.items():
            if of in originals:
                _, of_summary, of_lines = originals[of]
                yield Text(
                    f"{package} {of}", summary, unwrapped(lines, known),
                    "\n".join([of_summary, *of_lines]))

    def help_folder(self, language):
        return os.path.join(self.folder, "help", PAGES.format(language))

    def help(self, language):
        """Summaries and texts of the pages of GNOME's help."""
        if not os.path.exists(self.help_folder(SOURCE_HELP)):
            say(f"apt: {HELP}")
            self.apt("download", HELP, where=self.folder)
            for archive in glob.glob(f"{self.folder}/{HELP}_*.deb"):
                subprocess.run(["dpkg-deb", "-x", archive, f"{self.folder}/help"], check=True)
                os.remove(archive)
        folder = self.help_folder(language)
        for name in sorted(os.listdir(folder)) if os.path.exists(folder) else []:
            page = page_of(os.path.join(folder, name))
            original = page_of(os.path.join(self.help_folder(SOURCE_HELP), name))
            if page and original:
                of_summary, of_paragraphs = original
                yield Text(name, *page, "\n".join([of_summary, *of_paragraphs]))


def unwrapped(lines, known):
    """The paragraphs of a description; lines that begin with two spaces stay lines."""
    paragraphs, last = [], ""
    for line in lines:
        content = line.strip()
        if content in ("", "."):
            last = ""
            continue
        if not last or line.startswith("  "):
            paragraphs.append(content)
        else:
            paragraphs[-1] += ("" if adjoin(last, content, known) else " ") + content
        last = content
    return paragraphs


def adjoin(line, following, known):
    """Whether no space belongs between two lines: the break is inside a word, or there are none."""
    if re.search(f"[{UNSPACED}]$", line) and re.match(f"[{UNSPACED}]", following):
        return True
    if not re.search(f"[{HANGUL}]$", line) or not re.match(f"[{HANGUL}]", following):
        return False
    columns = sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in line)
    halves = (line.split()[-1], following.split()[0])
    return columns >= FULL_LINE and not all(known[half] > 1 for half in halves)


def page_of(path):
    """The summary and the paragraphs of a page of help, or nothing where it has no summary."""
    if not path.endswith(".page") or not os.path.exists(path):
        return None
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        say(f"{path} is left out: {error}")
        return None
    summary = root.find(f"{MALLARD}info/{MALLARD}desc")
    if summary is None:
        return None
    paragraphs = [
        text_of(part) for child in root
        if child.tag not in (MALLARD + "info", MALLARD + "title")
        for part in child.iter() if part.tag in (MALLARD + "p", MALLARD + "title")]
    return text_of(summary), paragraphs


def text_of(element):
    return " ".join("".join(element.itertext()).split())
