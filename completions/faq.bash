# Completes faq in bash. What may stand at the cursor, faq itself knows: it reads the pages.
# Its verbs: search, grep, list, topics, show, similar, guide, browse, rate, votes, check, diff,
# embed, cache, config, completions, man, schema, help. Options of all of them: --seeds PATH,
# --delimiter TEXT, --votes FILE, --no-cache, --json, --jsonl, --format FORMAT, --fields FIELDS,
# --color WHEN, --lang LANG, --no-config.

_faq() {
    local program=$1 line=${COMP_LINE:0:COMP_POINT} typed cut kind word about
    local -i at widest=0
    local -a words=() abouts=()
    COMPREPLY=()
    type -P -- "$program" > /dev/null || program=faq
    # What bash takes for the word may begin behind a colon or an equals sign of it.
    typed=${line##*[[:space:]]}
    cut=${typed%"$2"}
    {
        IFS= read -r kind
        while IFS=$'\t' read -r word about; do
            word=${word#"$cut"}
            words+=("$word")
            abouts+=("$about")
            ((widest >= ${#word})) || widest=${#word}
        done
    } < <("$program" __complete -- "$line" 2> /dev/null)
    if [[ $kind == files ]]; then
        # Before bash 4 there is no compopt.
        compopt -o default 2> /dev/null || while IFS= read -r word; do
            COMPREPLY+=("$word")
        done < <(compgen -f -- "$2")
    elif ((${#words[@]} > 1)) && [[ $COMP_TYPE != 37 && $COMP_TYPE != 42 ]]; then
        # A list is shown, with what each word means, a line each.
        for at in "${!words[@]}"; do
            word=${words[at]}
            [[ -z ${abouts[at]} ]] || printf -v word "%-${widest}s  %s" "$word" "${abouts[at]}"
            ((${#word} < ${COLUMNS:-80})) || word=${word:0:${COLUMNS:-80}-2}…
            COMPREPLY+=("$word")
        done
    elif ((${#words[@]} > 0)); then
        COMPREPLY=("${words[@]}")
        [[ $words != *[:=] ]] || compopt -o nospace 2> /dev/null
    fi
}

complete -o nosort -F _faq faq 2> /dev/null || complete -F _faq faq
