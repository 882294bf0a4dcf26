# Completes faq in bash. What may stand at the cursor, faq itself knows: it reads the pages.

_faq() {
    local program=$1 line=${COMP_LINE:0:COMP_POINT} typed cut kind word about
    local -a words=() shown=()
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
            shown+=("$word${about:+  ($about)}")
        done
    } < <("$program" __complete -- "$line" 2> /dev/null)
    if [[ $kind == files ]]; then
        # Before bash 4 there is no compopt.
        compopt -o default 2> /dev/null || while IFS= read -r word; do
            COMPREPLY+=("$word")
        done < <(compgen -f -- "$2")
    elif ((${#words[@]} > 1)) && [[ $COMP_TYPE != 37 && $COMP_TYPE != 42 ]]; then
        COMPREPLY=("${shown[@]}")
    elif ((${#words[@]} > 0)); then
        COMPREPLY=("${words[@]}")
        [[ $words != *[:=] ]] || compopt -o nospace 2> /dev/null
    fi
}

complete -o nosort -F _faq faq 2> /dev/null || complete -F _faq faq
