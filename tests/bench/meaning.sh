#!/usr/bin/env bash
# What ranking by meaning takes, as whole runs: how that table in the README was made.
#
#   tests/bench/meaning.sh
#
# One core where it says so (taskset); medians by hyperfine, outputs through a pipe.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

runs=${RUNS:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"
for tool in hyperfine jq taskset; do
    command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 2; }
done

cargo build --release --locked
faq=$PWD/target/release/faq
end="Cette réponse vous a-t-elle été utile ?"

# The median of a command in milliseconds.
median() {
    hyperfine -N -i --style none --warmup 2 --runs "$runs" --output pipe \
        --export-json "$work/runs.json" "$@" >/dev/null 2>&1
    jq '.results[0].median * 1000' "$work/runs.json"
}

row() { printf '| %s | %s | %s |\n' "$@"; }

echo "$(uname -sm), $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1); $runs runs each"
echo "| work | faq | target |"
row "one query, shipped pages, one core" \
    "$(printf '%.1f ms' "$(median "taskset -c 0 $faq search 'combien coûte la certification'")")" "≤ 60 ms"
row "one query, nothing but entries found by meaning shown" \
    "$(printf '%.1f ms' "$(median "taskset -c 0 $faq search --rank meaning 'combien ça coûte' -n 10")")" "≤ 60 ms"
row "the same query by words" \
    "$(printf '%.1f ms' "$(median "taskset -c 0 $faq search --rank words 'combien coûte la certification'")")" ""

words=$(tr -s '[:space:]' '\n' <seeds/000_7afab55302142206.txt | awk 'NR <= 150' | paste -sd ' ')
for ((i = 0; i < 40; i++)); do printf 'Fois %d. %s\n%s\n' "$i" "$words" "$end"; done >"$work/passages.txt"
one=$(median "sh -c 'rm -rf $work/cache; exec taskset -c 0 $faq embed --seeds $work/passages.txt'")
row "a passage of 150 words, one core" "$(awk -v t="$one" 'BEGIN { printf "%.0f ms", t / 40 }')" "≤ 120 ms"

for ((i = 0; i < 200; i++)); do
    set -- "qui délivre les certificats" "combien coûte un audit" "délai de la certification" "où commander une carte"
    shift $((i % 4))
    echo "$1 $((i % 97))"
done >"$work/queries"
batch=$(median "taskset -c 0 $faq search --batch $work/queries --jsonl")
row "200 queries by --batch, one core" "$(awk -v t="$batch" 'BEGIN { printf "%.0f a second", 200e3 / t }')" "≥ 40 a second"
if [ -x /usr/bin/time ]; then
    peak() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -1; }
    rm -rf "$work/cache"
    embed=$(peak "$faq" embed --seeds "$work/passages.txt")
    query=$(peak "$faq" search 'combien coûte la certification')
    row "most memory: a query, an embedding" \
        "$(awk -v q="$query" -v e="$embed" 'BEGIN { printf "%.0f MB, %.0f MB", q / 976.6, e / 976.6 }')" "≤ 120 MB"
fi
row "program, stripped" "$(awk -v s="$(wc -c <"$faq")" 'BEGIN { printf "%.1f MB", s / 1e6 }')" ""
