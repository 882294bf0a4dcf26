
use builtin;
use str;

set edit:completion:arg-completer[faq] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'faq'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'faq'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand search 'Find the entries that best answer a question'
            cand grep 'Find entries by a regular expression, blind to accents'
            cand list 'List every entry by topic'
            cand topics 'Show the values of a facet and how many entries each holds'
            cand show 'Show whole entries'
            cand similar 'List the entries closest in meaning to one'
            cand rate 'Say whether an entry was useful'
            cand votes 'Show the votes on each entry'
            cand guide 'Narrow by the site''s five questions, then read the answers one by one'
            cand browse 'Pick an entry on a full screen: type, and the ranking follows'
            cand check 'Report what was read, and what needs fixing'
            cand diff 'Compare two sets of pages, entry by entry'
            cand embed 'Prepare ranking by meaning for pages of your own'
            cand cache 'Report on the cache, or clear it'
            cand completions 'Print a completion script for a shell'
            cand man 'Print the man page, as roff'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'faq;search'= {
            cand -n 'How many entries to show'
            cand --limit 'How many entries to show'
            cand --rank 'What to rank by; FAQ_RANK changes the default [default: auto]'
            cand --batch 'Answer each line of a file (- for standard input) as a query of its own'
            cand --topic 'Only entries on this topic; repeatable: any of them'
            cand --thematique 'Only entries on this topic; repeatable: any of them'
            cand --offre 'Only entries on this type of offer'
            cand --couloir 'Only entries on this Ségur corridor'
            cand --dispositif 'Only entries on this Ségur scheme'
            cand --produit 'Only entries on this product or service'
            cand --filter 'Only entries under this value of any facet; within a facet any, across facets all'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --all-terms 'Only entries that hold every word'
            cand --exact 'Take words as typed: no correction of typos'
            cand --no-synonyms 'Use no synonyms or acronyms'
            cand --full 'Show whole entries'
            cand --explain 'Show how each score is made up'
            cand --by-votes 'Weigh by votes: multiply scores by the middle of the interval of the share of yes'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;grep'= {
            cand -n 'How many entries to show [default: all]'
            cand --limit 'How many entries to show [default: all]'
            cand --topic 'Only entries on this topic; repeatable: any of them'
            cand --thematique 'Only entries on this topic; repeatable: any of them'
            cand --offre 'Only entries on this type of offer'
            cand --couloir 'Only entries on this Ségur corridor'
            cand --dispositif 'Only entries on this Ségur scheme'
            cand --produit 'Only entries on this product or service'
            cand --filter 'Only entries under this value of any facet; within a facet any, across facets all'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand -i 'Ignore case (the default)'
            cand --ignore-case 'Ignore case (the default)'
            cand -s 'Distinguish upper and lower case'
            cand --case-sensitive 'Distinguish upper and lower case'
            cand --accent-sensitive 'Distinguish accented from plain letters, and œ from oe'
            cand -F 'Take the pattern as text, not as a regular expression'
            cand --fixed-strings 'Take the pattern as text, not as a regular expression'
            cand -w 'Match only whole words'
            cand --word 'Match only whole words'
            cand -v 'Show the entries that do not match'
            cand --invert-match 'Show the entries that do not match'
            cand -c 'Only print how many entries match'
            cand --count 'Only print how many entries match'
            cand --full 'Show whole entries'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;list'= {
            cand --by 'What to group by: a facet, such as produit, or file [default: topic]'
            cand --topic 'Only entries on this topic; repeatable: any of them'
            cand --thematique 'Only entries on this topic; repeatable: any of them'
            cand --offre 'Only entries on this type of offer'
            cand --couloir 'Only entries on this Ségur corridor'
            cand --dispositif 'Only entries on this Ségur scheme'
            cand --produit 'Only entries on this product or service'
            cand --filter 'Only entries under this value of any facet; within a facet any, across facets all'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;topics'= {
            cand --facet 'A facet other than thematique, such as produit'
            cand --by 'A facet other than thematique, such as produit'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --all 'All facets'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;show'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'faq;similar'= {
            cand -n 'How many entries to show'
            cand --limit 'How many entries to show'
            cand --topic 'Only entries on this topic; repeatable: any of them'
            cand --thematique 'Only entries on this topic; repeatable: any of them'
            cand --offre 'Only entries on this type of offer'
            cand --couloir 'Only entries on this Ségur corridor'
            cand --dispositif 'Only entries on this Ségur scheme'
            cand --produit 'Only entries on this product or service'
            cand --filter 'Only entries under this value of any facet; within a facet any, across facets all'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --full 'Show whole entries'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;rate'= {
            cand --comment 'Why'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;votes'= {
            cand --export 'Write all votes to a file that others can import (- for standard output)'
            cand --import 'Add the votes of another file (- for standard input), each once; repeatable'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --undo 'Take back your last vote'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;guide'= {
            cand --topic 'Only entries on this topic; repeatable: any of them'
            cand --thematique 'Only entries on this topic; repeatable: any of them'
            cand --offre 'Only entries on this type of offer'
            cand --couloir 'Only entries on this Ségur corridor'
            cand --dispositif 'Only entries on this Ségur scheme'
            cand --produit 'Only entries on this product or service'
            cand --filter 'Only entries under this value of any facet; within a facet any, across facets all'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-input 'Ask nothing and report what the flags leave'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;browse'= {
            cand --print 'What to print of the entry [default: text, or as --format says]'
            cand --rank 'What to rank by; FAQ_RANK changes the default [default: auto]'
            cand --topic 'Only entries on this topic; repeatable: any of them'
            cand --thematique 'Only entries on this topic; repeatable: any of them'
            cand --offre 'Only entries on this type of offer'
            cand --couloir 'Only entries on this Ségur corridor'
            cand --dispositif 'Only entries on this Ségur scheme'
            cand --produit 'Only entries on this product or service'
            cand --filter 'Only entries under this value of any facet; within a facet any, across facets all'
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --all-terms 'Only entries that hold every word'
            cand --exact 'Take words as typed: no correction of typos'
            cand --no-synonyms 'Use no synonyms or acronyms'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;check'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;diff'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;embed'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;cache'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --info 'Report what is cached, and where; the default'
            cand --clear 'Delete everything in it'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'faq;completions'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'faq;man'= {
            cand --seeds 'A page, a folder of pages, or - for standard input; repeatable'
            cand --delimiter 'The line that ends an entry, compared without case, accents or kinds of space'
            cand --votes 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]'
            cand --format 'The format of the output; html, faqpage, bulk and questions go with list'
            cand --color 'When to use colour'
            cand --no-cache 'Neither read nor write the cache'
            cand --json 'One JSON document; the same as --format json'
            cand --jsonl 'One JSON object a line; the same as --format jsonl'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'faq;help'= {
            cand search 'Find the entries that best answer a question'
            cand grep 'Find entries by a regular expression, blind to accents'
            cand list 'List every entry by topic'
            cand topics 'Show the values of a facet and how many entries each holds'
            cand show 'Show whole entries'
            cand similar 'List the entries closest in meaning to one'
            cand rate 'Say whether an entry was useful'
            cand votes 'Show the votes on each entry'
            cand guide 'Narrow by the site''s five questions, then read the answers one by one'
            cand browse 'Pick an entry on a full screen: type, and the ranking follows'
            cand check 'Report what was read, and what needs fixing'
            cand diff 'Compare two sets of pages, entry by entry'
            cand embed 'Prepare ranking by meaning for pages of your own'
            cand cache 'Report on the cache, or clear it'
            cand completions 'Print a completion script for a shell'
            cand man 'Print the man page, as roff'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'faq;help;search'= {
        }
        &'faq;help;grep'= {
        }
        &'faq;help;list'= {
        }
        &'faq;help;topics'= {
        }
        &'faq;help;show'= {
        }
        &'faq;help;similar'= {
        }
        &'faq;help;rate'= {
        }
        &'faq;help;votes'= {
        }
        &'faq;help;guide'= {
        }
        &'faq;help;browse'= {
        }
        &'faq;help;check'= {
        }
        &'faq;help;diff'= {
        }
        &'faq;help;embed'= {
        }
        &'faq;help;cache'= {
        }
        &'faq;help;completions'= {
        }
        &'faq;help;man'= {
        }
        &'faq;help;help'= {
        }
    ]
    $completions[$command]
}
