#!/usr/bin/env bash
# Whole runs of faq next to other tools: how the table in the README was made.
#
#   tests/bench/compare.sh [CORPUS]
#
# CORPUS is one large page of entries; without it, the shipped pages a thousand times, each time
# with a word of its own in each entry. Measured by hyperfine, without a shell between, outputs
# through a pipe; medians and their ratios. What is not here of rg, ugrep and sqlite3 is said, and
# its rows are left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

runs=${RUNS:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"

cargo build --release --locked
faq=$PWD/target/release/faq
# The rows next to tools that rank by words do so too; those of meaning say it.
export FAQ_RANK=words
corpus=${1:-$work/corpus.txt}
end="Cette réponse vous a-t-elle été utile ?"
if [ $# -eq 0 ]; then
    for time in $(seq 1000); do sed "s/^$end/Fois$time.\n&/" seeds/*.txt; done >"$corpus"
fi

missing=""
for tool in rg ugrep sqlite3; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
[ -z "$missing" ] || echo "not here, their rows are left out:$missing"
for tool in hyperfine jq; do
    command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 2; }
done
has() { command -v "$1" >/dev/null; }

cat >"$work/empty.rs" <<<'fn main() {}'
rustc -O -o "$work/empty" "$work/empty.rs"

# The medians of commands in milliseconds, one a line.
medians() {
    hyperfine -N -i --style none --warmup 2 --runs "$runs" --output pipe \
        --export-json "$work/runs.json" "$@" >/dev/null 2>&1
    jq '.results[].median * 1000' "$work/runs.json"
}

# row NAME TARGET A B: what two commands take, and the ratio.
row() {
    { medians "$3" "$4"; } | paste -sd ' ' | {
        read -r a b
        awk -v n="$1" -v t="$2" -v a="$a" -v b="$b" \
            'BEGIN { printf "| %s | %.1f ms | %.1f ms | %.2f | %s |\n", n, a, b, a / b, t }'
    }
}

peak() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -1; }

echo "$(uname -sm), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1); $runs runs each"
echo "corpus: $(wc -c <"$corpus") bytes, $(grep -c "$end" "$corpus") delimiters"
echo
echo "| work | faq | next to it | ratio | target |"
echo "|---|---:|---:|---:|---:|"
has rg && row "search, shipped pages; rg -i certification seeds" "≤ 1" "$faq search 'certification hds'" "rg -i certification seeds"
row "search, shipped pages; an empty program" "≤ 4" "$faq search 'certification hds'" "$work/empty"
has rg && row "grep -c, large, nothing kept; rg -c -i" "≤ 2" "$faq grep -c certification --seeds $corpus --no-cache" "rg -c -i certification $corpus"
has ugrep && row "grep -c, large, nothing kept; ugrep -c -i" "" "$faq grep -c certification --seeds $corpus --no-cache" "ugrep -c -i certification $corpus"

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
    few=3
    all=$runs runs=$few
    row "first search, large, nothing kept; building an FTS5 table" "≤ 0.33" "$faq search certification --seeds $corpus --no-cache" "$work/fts"
    row "the same, and keeping it" "" "sh -c 'rm -rf $work/cache; exec $faq search certification --seeds $corpus'" "$work/fts"
    runs=$all
fi
"$faq" search certification --jsonl --seeds "$corpus" >/dev/null
sleep 3 # until the times of a corpus just written tell that it is settled
"$faq" search certification --jsonl --seeds "$corpus" >/dev/null
has rg && row "grep -c, large, kept; rg -c -i" "≤ 2" "$faq grep -c certification --seeds $corpus" "rg -c -i certification $corpus"
if has sqlite3; then
    for query in "certification" "contrat travail" "indemnité licenciement préavis"; do
        row "later search «$query», large; FTS5, OR" "≤ 1" "$faq search '$query' --seeds $corpus" \
            "sqlite3 $work/fts.db \"select t from e where e match '${query// / OR }' order by rank limit 5\""
    done
fi

for ((i = 0; i < 500; i++)); do
    set -- certification "contrat travail" indemnité licenciement "durée du préavis" "congés payés"
    shift $((i % 6))
    echo "$1 $((i % 97))"
done >"$work/queries"
all=$runs runs=3
batch=$(medians "$faq search --batch $work/queries --jsonl --seeds $corpus")
runs=$all
awk -v t="$batch" 'BEGIN { printf "| 500 queries, --batch, large | %.0f queries a second | | | ≥ 200 |\n", 500e3 / t }'
if [ -x /usr/bin/time ]; then
    bytes=$(wc -c <"$corpus")
    first=$(peak "$faq" search certification --seeds "$corpus" --no-cache)
    later=$(peak "$faq" search certification --seeds "$corpus")
    awk -v b="$bytes" -v f="$first" -v l="$later" \
        'BEGIN { printf "| peak memory, first / later | %.2f × corpus / %.0f MiB | | | ≤ 3 × / 64 MiB |\n", f * 1024 / b, l / 1024 }'
fi
printf '| binary, stripped | %.1f MB | | | ≤ 6 MB |\n' "$(awk -v s="$(wc -c <"$faq")" 'BEGIN { print s / 1e6 }')"

echo
echo "growth, first and later search of «certification» (medians of $runs):"
total=$(grep -c "$end" "$corpus")
for entries in 75 750 7500 75000; do
    [ "$entries" -le "$total" ] || continue
    awk -v end="$end" -v n="$entries" '{ print } index($0, end) == 1 && ++i == n { exit }' "$corpus" >"$work/cut.txt"
    touch -d "1 hour ago" "$work/cut.txt"
    "$faq" search certification --jsonl --seeds "$work/cut.txt" >/dev/null || true
    "$faq" search certification --jsonl --seeds "$work/cut.txt" >/dev/null || true
    first=$(medians "$faq search certification --seeds $work/cut.txt --no-cache")
    later=$(medians "$faq search certification --seeds $work/cut.txt")
    printf '%7d entries: first %8.1f ms, later %5.1f ms\n' "$entries" "$first" "$later"
done
