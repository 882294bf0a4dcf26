# Completes faq in fish. What may stand at the cursor, faq itself knows: it reads the pages.
# Its verbs: search, grep, list, topics, show, similar, guide, browse, rate, votes, check, diff,
# embed, cache, config, completions, man, schema, help. Options of all of them: --seeds PATH,
# --delimiter TEXT, --votes FILE, --no-cache, --json, --jsonl, --format FORMAT, --fields FIELDS,
# --color WHEN, --lang LANG, --no-config.

function __faq_complete
    set -l program (commandline -opc)[1]
    type -q $program; or set program faq
    type -q $program; or return
    set -l answer ($program __complete -- (commandline -cp | string collect) 2> /dev/null)
    switch "$answer[1]"
        case files
            set -l token (commandline -ct)
            set -l head (string match -r -- '^--[^=]*=' $token)
            for path in (__fish_complete_path (string replace -r -- '^--[^=]*=' '' $token))
                echo "$head$path"
            end
        case words
            printf '%s\n' $answer[2..-1]
    end
end

complete -c faq -f -k -a '(__faq_complete)'
