# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_faq_global_optspecs
    string join \n h/help V/version seeds= delimiter= votes= no-cache no-config json jsonl format= fields= color= lang=
end

function __fish_faq_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_faq_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_faq_using_subcommand
    set -l cmd (__fish_faq_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c faq -n "__fish_faq_needs_command" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_needs_command" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_needs_command" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_needs_command" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_needs_command" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_needs_command" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_needs_command" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_needs_command" -s V -l version -d 'Print the version'
complete -c faq -n "__fish_faq_needs_command" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_needs_command" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_needs_command" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_needs_command" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_needs_command" -f -a "search" -d 'Find the entries that best answer a question'
complete -c faq -n "__fish_faq_needs_command" -f -a "grep" -d 'Find entries by a regular expression, blind to accents'
complete -c faq -n "__fish_faq_needs_command" -f -a "list" -d 'List every entry by topic'
complete -c faq -n "__fish_faq_needs_command" -f -a "topics" -d 'Show the values of a facet and how many entries each holds'
complete -c faq -n "__fish_faq_needs_command" -f -a "show" -d 'Show whole entries'
complete -c faq -n "__fish_faq_needs_command" -f -a "similar" -d 'List the entries closest in meaning to one'
complete -c faq -n "__fish_faq_needs_command" -f -a "rate" -d 'Say whether an entry was useful'
complete -c faq -n "__fish_faq_needs_command" -f -a "votes" -d 'Show the votes on each entry'
complete -c faq -n "__fish_faq_needs_command" -f -a "guide" -d 'Narrow by the site\'s five questions, then choose from the answers'
complete -c faq -n "__fish_faq_needs_command" -f -a "browse" -d 'Pick an entry on a full screen: type, and the ranking follows'
complete -c faq -n "__fish_faq_needs_command" -f -a "check" -d 'Report what was read, and what needs fixing'
complete -c faq -n "__fish_faq_needs_command" -f -a "diff" -d 'Compare two sets of pages, entry by entry'
complete -c faq -n "__fish_faq_needs_command" -f -a "embed" -d 'Prepare ranking by meaning for pages of your own'
complete -c faq -n "__fish_faq_needs_command" -f -a "cache" -d 'Report on the cache, or clear it'
complete -c faq -n "__fish_faq_needs_command" -f -a "config" -d 'Show the settings in force, and what decides each'
complete -c faq -n "__fish_faq_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c faq -n "__fish_faq_needs_command" -f -a "man" -d 'Print the man page, as roff'
complete -c faq -n "__fish_faq_needs_command" -f -a "schema" -d 'Print the JSON Schema of the documents that --json writes'
complete -c faq -n "__fish_faq_needs_command" -f -a "help" -d 'Explain a verb or a topic, or the whole program'
complete -c faq -n "__fish_faq_using_subcommand search" -s n -l limit -d 'How many entries to show [default: 5]' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l rank -d 'What to rank by; FAQ_RANK or the config file changes the default [default: auto]' -r -f -a "auto\t'Words and meaning together'
words\t'Words alone'
meaning\t'Meaning alone; words still decide what may appear'"
complete -c faq -n "__fish_faq_using_subcommand search" -l batch -d 'Answer each line of a file (- for standard input) as a query of its own' -r -F
complete -c faq -n "__fish_faq_using_subcommand search" -l topic -l thematique -d 'Only entries on this topic; repeatable: any of them' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l offre -d 'Only entries on this type of offer' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l couloir -d 'Only entries on this Ségur corridor' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l dispositif -d 'Only entries on this Ségur scheme' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l produit -d 'Only entries on this product or service' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l filter -d 'Only entries under this value of any facet; within a facet any, across facets all' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand search" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand search" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand search" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand search" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand search" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand search" -l all-terms -d 'Only entries that hold every word'
complete -c faq -n "__fish_faq_using_subcommand search" -l exact -d 'Take words as typed: no correction of typos'
complete -c faq -n "__fish_faq_using_subcommand search" -l no-synonyms -d 'Use no synonyms or acronyms'
complete -c faq -n "__fish_faq_using_subcommand search" -l full -d 'Show whole entries'
complete -c faq -n "__fish_faq_using_subcommand search" -l explain -d 'Show how each score is made up'
complete -c faq -n "__fish_faq_using_subcommand search" -l by-votes -d 'Weigh by votes: multiply scores by the middle of the interval of the share of yes'
complete -c faq -n "__fish_faq_using_subcommand search" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand search" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand search" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand search" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand search" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand grep" -s e -l regexp -d 'A pattern, which may begin with a dash; repeatable: any of them' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -s f -l file -d 'Patterns, one a line of a file (- for standard input); repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand grep" -s n -l limit -d 'How many entries to show, not their lines\' numbers [default: all]' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l topic -l thematique -d 'Only entries on this topic; repeatable: any of them' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l offre -d 'Only entries on this type of offer' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l couloir -d 'Only entries on this Ségur corridor' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l dispositif -d 'Only entries on this Ségur scheme' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l produit -d 'Only entries on this product or service' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l filter -d 'Only entries under this value of any facet; within a facet any, across facets all' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand grep" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand grep" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand grep" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand grep" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand grep" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand grep" -s i -l ignore-case -d 'Ignore case (the default)'
complete -c faq -n "__fish_faq_using_subcommand grep" -s s -l case-sensitive -d 'Distinguish upper and lower case'
complete -c faq -n "__fish_faq_using_subcommand grep" -l accent-sensitive -d 'Distinguish accented from plain letters, and œ from oe'
complete -c faq -n "__fish_faq_using_subcommand grep" -s F -l fixed-strings -d 'Take the pattern as text, not as a regular expression'
complete -c faq -n "__fish_faq_using_subcommand grep" -s w -l word -d 'Match only whole words'
complete -c faq -n "__fish_faq_using_subcommand grep" -s v -l invert-match -d 'Show the entries that do not match'
complete -c faq -n "__fish_faq_using_subcommand grep" -s c -l count -d 'Only print how many entries match'
complete -c faq -n "__fish_faq_using_subcommand grep" -s q -l quiet -d 'Print nothing and stop at the first match; the exit code tells'
complete -c faq -n "__fish_faq_using_subcommand grep" -s l -l files-with-matches -d 'Only print which pages have entries that match'
complete -c faq -n "__fish_faq_using_subcommand grep" -s o -l only-matching -d 'Only print what matches, one match a line'
complete -c faq -n "__fish_faq_using_subcommand grep" -l full -d 'Show whole entries'
complete -c faq -n "__fish_faq_using_subcommand grep" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand grep" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand grep" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand grep" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand grep" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand list" -l by -d 'What to group by: a facet, such as produit, or file [default: topic]' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l topic -l thematique -d 'Only entries on this topic; repeatable: any of them' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l offre -d 'Only entries on this type of offer' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l couloir -d 'Only entries on this Ségur corridor' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l dispositif -d 'Only entries on this Ségur scheme' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l produit -d 'Only entries on this product or service' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l filter -d 'Only entries under this value of any facet; within a facet any, across facets all' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand list" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand list" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand list" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand list" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand list" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand list" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand list" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand list" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand list" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand topics" -l facet -l by -d 'A facet other than thematique, such as produit' -r
complete -c faq -n "__fish_faq_using_subcommand topics" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand topics" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand topics" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand topics" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand topics" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand topics" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand topics" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand topics" -l all -d 'All facets'
complete -c faq -n "__fish_faq_using_subcommand topics" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand topics" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand topics" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand topics" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand topics" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand show" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand show" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand show" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand show" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand show" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand show" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand show" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand show" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand show" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand show" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand show" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand similar" -s n -l limit -d 'How many entries to show [default: 5]' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l topic -l thematique -d 'Only entries on this topic; repeatable: any of them' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l offre -d 'Only entries on this type of offer' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l couloir -d 'Only entries on this Ségur corridor' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l dispositif -d 'Only entries on this Ségur scheme' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l produit -d 'Only entries on this product or service' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l filter -d 'Only entries under this value of any facet; within a facet any, across facets all' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand similar" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand similar" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand similar" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand similar" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand similar" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand similar" -l full -d 'Show whole entries'
complete -c faq -n "__fish_faq_using_subcommand similar" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand similar" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand similar" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand similar" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand similar" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand rate" -l comment -d 'Why' -r
complete -c faq -n "__fish_faq_using_subcommand rate" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand rate" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand rate" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand rate" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand rate" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand rate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand rate" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand rate" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand rate" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand rate" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand rate" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand rate" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand votes" -l export -d 'Write all votes to a file that others can import (- for standard output)' -r -F
complete -c faq -n "__fish_faq_using_subcommand votes" -l import -d 'Add the votes of another file (- for standard input), each once; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand votes" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand votes" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand votes" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand votes" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand votes" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand votes" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand votes" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand votes" -l undo -d 'Take back your last vote'
complete -c faq -n "__fish_faq_using_subcommand votes" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand votes" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand votes" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand votes" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand votes" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand guide" -l topic -l thematique -d 'Only entries on this topic; repeatable: any of them' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l offre -d 'Only entries on this type of offer' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l couloir -d 'Only entries on this Ségur corridor' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l dispositif -d 'Only entries on this Ségur scheme' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l produit -d 'Only entries on this product or service' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l filter -d 'Only entries under this value of any facet; within a facet any, across facets all' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand guide" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand guide" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand guide" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand guide" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand guide" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand guide" -l no-input -d 'Ask nothing and report what the flags leave'
complete -c faq -n "__fish_faq_using_subcommand guide" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand guide" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand guide" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand guide" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand guide" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand browse" -l print -d 'What to print of the entry [default: text, or as --format says]' -r -f -a "id\t'Its id'
text\t'The entry, as `faq show` prints it'
json\t'The entry, as `faq show --json` prints it'"
complete -c faq -n "__fish_faq_using_subcommand browse" -l rank -d 'What to rank by; FAQ_RANK or the config file changes the default [default: auto]' -r -f -a "auto\t'Words and meaning together'
words\t'Words alone'
meaning\t'Meaning alone; words still decide what may appear'"
complete -c faq -n "__fish_faq_using_subcommand browse" -l topic -l thematique -d 'Only entries on this topic; repeatable: any of them' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l offre -d 'Only entries on this type of offer' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l couloir -d 'Only entries on this Ségur corridor' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l dispositif -d 'Only entries on this Ségur scheme' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l produit -d 'Only entries on this product or service' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l filter -d 'Only entries under this value of any facet; within a facet any, across facets all' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand browse" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand browse" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand browse" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand browse" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand browse" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand browse" -l all-terms -d 'Only entries that hold every word'
complete -c faq -n "__fish_faq_using_subcommand browse" -l exact -d 'Take words as typed: no correction of typos'
complete -c faq -n "__fish_faq_using_subcommand browse" -l no-synonyms -d 'Use no synonyms or acronyms'
complete -c faq -n "__fish_faq_using_subcommand browse" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand browse" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand browse" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand browse" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand browse" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand check" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand check" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand check" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand check" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand check" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand check" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand check" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand check" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand check" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand check" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand check" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand check" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand diff" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand diff" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand diff" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand diff" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand diff" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand diff" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand diff" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand diff" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand diff" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand diff" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand diff" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand embed" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand embed" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand embed" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand embed" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand embed" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand embed" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand embed" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand embed" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand embed" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand embed" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand embed" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand embed" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand cache" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand cache" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand cache" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand cache" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand cache" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand cache" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand cache" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand cache" -l info -d 'Report what is cached, and where; the default'
complete -c faq -n "__fish_faq_using_subcommand cache" -l clear -d 'Delete everything in it'
complete -c faq -n "__fish_faq_using_subcommand cache" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand cache" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand cache" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand cache" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand cache" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand config" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand config" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand config" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand config" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand config" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand config" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand config" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand config" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand config" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand config" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand config" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand config" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand completions" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand completions" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand completions" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand completions" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand completions" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand completions" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand completions" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand completions" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand completions" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand completions" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand completions" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand man" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand man" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand man" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand man" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand man" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand man" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand man" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand man" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand man" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand man" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand man" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand man" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand schema" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand schema" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand schema" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand schema" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand schema" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand schema" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand schema" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand schema" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand schema" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand schema" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand schema" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand schema" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
complete -c faq -n "__fish_faq_using_subcommand help" -l seeds -d 'A page, a folder of pages, or - for standard input; repeatable' -r -F
complete -c faq -n "__fish_faq_using_subcommand help" -l delimiter -d 'The line that ends an entry, compared without case, accents or kinds of space' -r
complete -c faq -n "__fish_faq_using_subcommand help" -l votes -d 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]' -r -F
complete -c faq -n "__fish_faq_using_subcommand help" -l format -d 'The format of the output; html, faqpage, bulk and questions go with list' -r -f -a "text\t''
json\t''
jsonl\t''
csv\t''
tsv\t''
markdown\t''
html\t''
faqpage\t''
bulk\t''
questions\t''"
complete -c faq -n "__fish_faq_using_subcommand help" -l fields -d 'Only these fields of each entry, as in id,title; for json, jsonl, csv and tsv' -r
complete -c faq -n "__fish_faq_using_subcommand help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c faq -n "__fish_faq_using_subcommand help" -l lang -d 'The language of help and messages: fr or en [default: that of FAQ_LANG, the config file or the locale]' -r -f -a "fr\t''
en\t''"
complete -c faq -n "__fish_faq_using_subcommand help" -s h -l help -d 'Print help; --help also explains the global options'
complete -c faq -n "__fish_faq_using_subcommand help" -l no-cache -d 'Neither read nor write the cache'
complete -c faq -n "__fish_faq_using_subcommand help" -l no-config -d 'Leave the config file out'
complete -c faq -n "__fish_faq_using_subcommand help" -l json -d 'One JSON document; the same as --format json'
complete -c faq -n "__fish_faq_using_subcommand help" -l jsonl -d 'One JSON object a line; the same as --format jsonl'
