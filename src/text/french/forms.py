"""Writes the forms of French that forms.fst holds, a line each: form, tab, class of frequency.

usage: forms.py DICTIONARY PAGES > forms.tsv

DICTIONARY is a Hunspell dictionary without its ending (two files, .aff and .dic), PAGES a folder
of JSON files. README.md names those used, and says what is taken and what is left.
"""

import collections
import json
import pathlib
import re
import sys
import unicodedata

LITERARY = {"po:ipsi", "po:simp", "po:1isg", "po:1jsg"}
NAMES = {"po:prn", "po:patr"}


def fold(text):
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return text.replace("œ", "oe").replace("æ", "ae").replace("’", "'")


def rules(path):
    """The suffix rules by flag: what is cut off, added, asked of the word; flags and tags."""
    all = collections.defaultdict(list)
    for line in path.open(encoding="utf-8"):
        fields = line.split()
        if len(fields) < 5 or fields[0] != "SFX":
            continue
        _, flag, cut, add, asked, *tags = fields
        add, _, flags = add.partition("/")
        cut, add = ("" if part == "0" else part for part in (cut, add))
        all[flag].append((cut, add, re.compile(f"(?:{asked})$"), re.findall("..", flags), tags))
    return all


def inflected(word, flags, tags, rules, depth=0):
    """The forms of a word with the tags of each."""
    if "()" not in flags and "{}" not in flags:
        yield word, tags
    for cut, add, asked, more, own in (rule for flag in flags for rule in rules.get(flag, ())):
        if depth < 2 and asked.search(word) and word.endswith(cut):
            yield from inflected(word[: len(word) - len(cut)] + add, more, tags + own, rules, depth + 1)


def texts(node):
    if isinstance(node, list):
        for child in node:
            yield from texts(child)
    elif isinstance(node, dict):
        if node.get("type") == "text":
            yield str(node.get("text"))
        yield from texts(node.get("children"))


def counted(folder):
    """How often each word is in the pages, in lower case and folded."""
    written, counts = collections.Counter(), collections.Counter()
    for file in sorted(folder.rglob("*.json")):
        for text in texts(json.loads(file.read_text(encoding="utf-8"))):
            text = re.sub(r"https?://\S+|www\.\S+", " ", text)
            written.update(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text.lower())))
    for word, count in written.items():
        counts[fold(word)] += count
    return written, counts


def is_wanted(form, tags, count, of_lemma):
    """Whether to take a form of a word, met so often, its word's forms together so often."""
    tags = set(tags)
    if tags & NAMES:
        return False
    if form != form.lower():
        return count > 0 and form[1:] == form[1:].lower() and bool(tags & {"po:npr", "po:nom"})
    if tags & LITERARY and "po:ipre" not in tags:
        return count > 0
    we_or_you = tags & {"po:1pl", "po:2pl"} and tags & {"po:cond", "po:iimp", "po:ifut"}
    return count > 0 or of_lemma > 0 or not we_or_you


def frequency(count):
    return sum(count >= least for least in (1, 20, 400))


def main():
    dictionary, pages = sys.argv[1:]
    suffixes = rules(pathlib.Path(dictionary + ".aff"))
    written, counts = counted(pathlib.Path(pages))
    spellings = collections.defaultdict(set)
    for line in pathlib.Path(dictionary + ".dic").read_text(encoding="utf-8").splitlines()[1:]:
        word, *tags = line.split() or [""]
        word, _, flags = word.partition("/")
        forms = list(inflected(word, re.findall("..", flags), tags, suffixes))
        of_word = sum(counts[fold(form)] for form, _ in forms)
        for form, tags in forms:
            for part in re.split("[-–'’]", form):
                folded = fold(part)
                is_spelt = re.fullmatch("[a-z]{4,25}", folded) and re.fullmatch("[a-zà-öø-ÿœ]+", part.lower())
                if is_spelt and is_wanted(part, tags, counts[folded], of_word):
                    spellings[folded].add(part.lower())

    def likeliest(spelling):
        """Met most often; else with the circumflex of before 1990 and fewest other accents."""
        accents = sum(not letter.isascii() for letter in spelling)
        return written[spelling], len(re.findall("[îû]", spelling)), -accents, spelling

    for folded in sorted(spellings):
        print(max(spellings[folded], key=likeliest), frequency(counts[folded]), sep="\t")


main()
