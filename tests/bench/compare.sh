#!/usr/bin/env bash
# Whole runs of faq next to other tools: how the tables in the README were made.
#
#   tests/bench/compare.sh [CORPUS]
#
# CORPUS is one large page of entries; without it, the shipped pages a thousand times, each time
# with a word of its own in each entry. Every run is started without a shell, its output read
# through a pipe; a row's two commands take turns, and medians of wall time and their ratio are
# given, with "missed" where the target is. Where processor time or memory is aimed at, a row says
# so. What is not here of rg, ugrep and sqlite3 is said, and its rows are left out.
#
# RUNS is how often each command runs (9), MOST the entries of the largest page of the table of
# growth (75000): ten times as many take 4 GB of memory.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

runs=${RUNS:-9}
most=${MOST:-75000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache" XDG_STATE_HOME="$work" XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work"

cargo build --release --locked
# As installed: a copy. What a linker has just written lies in the page cache in small pages, and
# takes a fifth longer to map, run after run, until it is copied or read anew.
faq=$work/faq
cp target/release/faq "$faq"
corpus=${1:-$work/corpus.txt}
end="Cette réponse vous a-t-elle été utile ?"
if [ $# -eq 0 ]; then
    for time in $(seq 1000); do sed "s/^$end/Fois$time.\n&/" seeds/*.txt; done >"$corpus"
fi
total=$(grep -c "^$end" "$corpus")
has() { command -v "$1" >/dev/null; }
missing=""
for tool in rg ugrep sqlite3; do has $tool || missing="$missing $tool"; done
has python3 || { echo "needs python3, which times the runs" >&2; exit 2; }

# time.py RUNS COMMAND [COMMAND]: for each command, the median of its wall time and of its processor
# time in milliseconds, and its peak memory in MB. The commands take turns; several runs are warmed up.
cat >"$work/time.py" <<'PYTHON'
import os, shlex, statistics, subprocess, sys, time
commands = [shlex.split(command) for command in sys.argv[2:]]
taken = [[] for _ in commands]
runs = int(sys.argv[1])
warming = 1 if runs > 1 else 0
for turn in range(warming + runs):
    for command, times in zip(commands, taken):
        start = time.perf_counter()
        run = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        while run.stdout.read(1 << 20):
            pass
        used = os.wait4(run.pid, 0)[2]
        wall = time.perf_counter() - start
        if turn >= warming:
            times.append((wall * 1e3, (used.ru_utime + used.ru_stime) * 1e3, used.ru_maxrss / 1024))
for times in taken:
    wall, cpu, memory = zip(*times)
    print(f"{statistics.median(wall):.2f} {statistics.median(cpu):.2f} {max(memory):.1f}")
PYTHON
timed() { python3 "$work/time.py" "$@"; }

# verdict VALUE TARGET: the target, and whether it is missed.
verdict() { awk -v v="$1" -v t="$2" 'BEGIN { print (t == "") ? "" : "≤ " t (v > t ? ", missed" : "") }'; }

# ratio NAME TARGET A B: what two commands take, and the ratio.
ratio() {
    timed "${some:-$runs}" "$3" "$4" | paste -sd ' ' | {
        read -r a _ _ b _ _
        r=$(awk -v a="$a" -v b="$b" 'BEGIN { printf "%.2f", a / b }')
        printf '| %s | %.1f ms | %.1f ms | %s | %s |\n' "$1" "$a" "$b" "$r" "$(verdict "$r" "$2")"
    }
}

# row NAME WHAT TARGET COMMAND [NAME WHAT TARGET]: what one command takes of WHAT: wall, cpu
# (milliseconds) or memory (MB).
row() {
    timed "${some:-$runs}" "$4" | {
        read -r wall cpu memory
        say() {
            case $2 in
            wall) value=$wall unit=ms ;;
            cpu) value=$cpu unit="ms of processor time" ;;
            memory) value=$memory unit=MB ;;
            esac
            printf '| %s | %.1f %s | | | %s |\n' "$1" "$value" "$unit" "$(verdict "$value" "$3")"
        }
        say "$1" "$2" "$3"
        if [ $# -gt 4 ]; then say "$5" "$6" "$7"; fi
    }
}

# kept COMMAND: runs it so often that what it reads is cached: images are, once the times of a page
# just written are two seconds old.
kept() { sleep 3; for _ in 1 2; do "$@" >/dev/null 2>&1 || true; done; }

echo "$(uname -sm), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1); $runs runs each"
[ -z "$missing" ] || echo "not here, their rows are left out:$missing"
echo "corpus: $(wc -c <"$corpus") bytes, $total delimiters"
large="--seeds $corpus"
question="Comment demander une carte CPS pour un remplaçant ?"

echo
echo "| work | faq | next to it | ratio | target |"
echo "|---|---:|---:|---:|---:|"
if has rg; then
    shipped="rg -i certification seeds"
    ratio "default search, shipped pages; \`rg -i\`" 1.5 "$faq search 'certification hds'" "$shipped"
    ratio "a question of some words, shipped pages; \`rg -i\`" 1.8 "$faq search '$question'" "$shipped"
fi
kept "$faq" search certification --seeds "$corpus"
ratio "later default search, large, no vectors; by words" 1.3 "$faq search certification $large" "$faq search --rank words certification $large"
for verb in list topics check "guide --no-input --topic hds" "search topic:hds"; do
    row "\`$verb\`, large, cached" wall 300 "$faq $verb $large"
done
some=3 row "\`list --json\`, large, cached" wall "" "$faq list --json $large"
some=3 row "\`grep --json e\`, large, cached" wall 2000 "$faq grep --json e $large" "its memory" memory 300
id=$("$faq" list --jsonl --fields id --seeds "$corpus" | sed -n '1s/.*"id":"\([0-9a-f]*\)".*/\1/p')
"$faq" rate "$id" yes --seeds "$corpus" >/dev/null 2>&1 || true
for verb in "show $id" votes; do
    row "\`${verb% *}\`, large, cached" wall 30 "$faq $verb $large" "its memory" memory 32
done

if has rg; then ratio "by words, shipped pages; \`rg -i\`" 0.7 "$faq search --rank words 'certification hds'" "$shipped"; fi
if has sqlite3; then
    awk -v end="$end" '
        index($0, end) == 1 { gsub(/"/, "\"\"", entry); printf "\"%s\"\n", entry; entry = ""; next }
        { entry = entry $0 "\n" }' "$corpus" >"$work/entries.csv"
    {
        echo ".mode csv"
        echo "create virtual table e using fts5(t, tokenize='unicode61 remove_diacritics 2');"
        echo ".import $work/entries.csv e"
    } >"$work/build.sql"
    printf '#!/bin/sh\nrm -f %s/fts.db\nexec sqlite3 %s/fts.db <%s/build.sql\n' "$work" "$work" "$work" >"$work/fts"
    chmod +x "$work/fts"
    some=3 ratio "first search, large, placements in the image; building an FTS5 table" 0.45 "$faq search certification $large --no-cache" "$work/fts"
    for query in certification hypoacousie "contrat travail"; do
        ratio "later search by words «$query», large; FTS5" 1 "$faq search --rank words '$query' $large" \
            "sqlite3 $work/fts.db \"select t from e where e match '${query// / OR }' order by rank limit 5\""
    done
fi
count="$faq grep -c certification $large"
if has rg; then ratio "\`grep -c\`, large, nothing cached; \`rg -c -i\`" 3 "$count --no-cache" "rg -c -i certification $corpus"; fi
if has ugrep; then ratio "the same; \`ugrep -c -i\`" 1 "$count --no-cache" "ugrep -c -i certification $corpus"; fi
if has rg; then ratio "\`grep -c\`, large, cached; \`rg -c -i\`" "" "$count" "rg -c -i certification $corpus"; fi

# An entry of 5 MB with a match every four bytes.
{ for _ in $(seq 62500); do printf 'hds hds hds hds hds hds hds hds hds hds hds hds hds hds hds hds hds hds hds hds\n'; done; echo "$end"; } >"$work/dense.txt"
kept "$faq" search hds --seeds "$work/dense.txt"
for verb in "grep hds" "grep --json hds" "search --rank words hds"; do
    row "\`$verb\`, an entry of 5 MB with a match every four bytes, memory" memory 40 "$faq $verb --seeds $work/dense.txt"
done

# Vectors, made up at random for the large page, as encoding it takes hours.
head -c 400000 "$corpus" >"$work/part.txt"
sleep 3
told=$("$faq" search certification --seeds "$work/part.txt" 2>&1 >/dev/null | grep -o 'in about .*' || true)
texts=$("$faq" list --jsonl --fields text --seeds "$work/part.txt" | wc -c)
timed 1 "$faq embed --seeds $work/part.txt" | {
    read -r wall cpu _
    awk -v w="$wall" -v c="$cpu" -v b="$texts" -v told="$told" 'BEGIN {
        # Each text is encoded as a passage, and again as sentences.
        printf "| `embed`, %d bytes (estimated: %s) | %.0f s, %.3f ms of processor time a byte encoded | | | ≤ 0.08%s |\n",
            b, told, w / 1e3, c / (2 * b), (c / (2 * b) > 0.08) ? ", missed" : "" }'
}
cat >"$work/vectors.py" <<'PYTHON'
import json, os, sys
with open(sys.argv[1], "ab") as cache:
    for line in sys.stdin:
        cache.write(bytes.fromhex(json.loads(line)["id"]) + bytes(byte % 53 for byte in os.urandom(384)))
PYTHON
digest=$(sed -n 's/^pub const DIGEST: &str = "\(.\{16\}\).*/\1/p' src/embed/vector.rs)
with_vectors() { # PAGE
    "$faq" list --jsonl --fields id --seeds "$1" | python3 "$work/vectors.py" "$XDG_CACHE_HOME/faq/$digest.vec"
    kept "$faq" search certification --seeds "$1"
}
with_vectors "$corpus"
row "later default search, large, all vectors" cpu 40 "$faq search certification $large"
ratio "the same; by words" "" "$faq search certification $large" "$faq search --rank words certification $large"

for ((i = 0; i < 500; i++)); do
    set -- certification "contrat travail" indemnité licenciement "durée du préavis" "congés payés"
    shift $((i % 6))
    echo "$1 $((i % 97))"
done >"$work/queries"
timed 3 "$faq search --rank words --batch $work/queries --jsonl $large" | {
    read -r wall _
    awk -v t="$wall" 'BEGIN { printf "| 500 queries by words, --batch, large | %.0f queries a second | | | ≥ 200%s |\n", 5e5 / t, (5e5 / t < 200) ? ", missed" : "" }'
}
some=1 row "first search, large, memory" memory "" "$faq search certification $large --no-cache"
printf '| binary, stripped | %.1f MB | | | |\n' "$(awk -v s="$(wc -c <"$faq")" 'BEGIN { print s / 1e6 }')"

echo
echo "growth, medians of search «certification»; vectors are made up:"
echo
echo "| entries | MB | first | later, by words | later, default | MB first |"
echo "|---:|---:|---:|---:|---:|---:|"
for entries in 75 750 7500 75000 750000; do
    [ "$entries" -le "$most" ] || continue
    page=$work/growth.txt
    for ((time = 0; time * total < entries; time++)); do
        # The page again, with a word of its own in each entry.
        awk -v end="$end" -v n="$((entries - time * total))" -v word="Fois$time." \
            'index($0, end) == 1 { if (word != "Fois0.") print word; print; if (++i == n) exit; next } { print }' "$corpus"
    done >"$page"
    kept "$faq" search certification --seeds "$page"
    first=$(timed 1 "$faq search certification --rank words --no-cache --seeds $page")
    words=$(timed "$runs" "$faq search --rank words certification --seeds $page")
    with_vectors "$page"
    default=$(timed "$runs" "$faq search certification --seeds $page")
    awk -v n="$entries" -v b="$(wc -c <"$page")" -v f="$first" -v w="$words" -v d="$default" 'BEGIN {
        split(f, first, " "); split(w, words, " "); split(d, default, " ")
        printf "| %d | %.1f | %.1f ms | %.1f ms | %.1f ms | %.0f |\n",
            n, b / 1e6, first[1], words[1], default[1], first[3] }'
done
