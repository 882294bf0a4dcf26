
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'faq' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'faq'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'faq' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find the entries that best answer a question')
            [CompletionResult]::new('grep', 'grep', [CompletionResultType]::ParameterValue, 'Find entries by a regular expression, blind to accents')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List every entry by topic')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'Show the values of a facet and how many entries each holds')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show whole entries')
            [CompletionResult]::new('similar', 'similar', [CompletionResultType]::ParameterValue, 'List the entries closest in meaning to one')
            [CompletionResult]::new('rate', 'rate', [CompletionResultType]::ParameterValue, 'Say whether an entry was useful')
            [CompletionResult]::new('votes', 'votes', [CompletionResultType]::ParameterValue, 'Show the votes on each entry')
            [CompletionResult]::new('guide', 'guide', [CompletionResultType]::ParameterValue, 'Narrow by the site''s five questions, then read the answers one by one')
            [CompletionResult]::new('browse', 'browse', [CompletionResultType]::ParameterValue, 'Pick an entry on a full screen: type, and the ranking follows')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Report what was read, and what needs fixing')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two sets of pages, entry by entry')
            [CompletionResult]::new('embed', 'embed', [CompletionResultType]::ParameterValue, 'Prepare ranking by meaning for pages of your own')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'Report on the cache, or clear it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, as roff')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'faq;search' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many entries to show')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many entries to show')
            [CompletionResult]::new('--rank', '--rank', [CompletionResultType]::ParameterName, 'What to rank by; FAQ_RANK changes the default [default: auto]')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Answer each line of a file (- for standard input) as a query of its own')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--thematique', '--thematique', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--offre', '--offre', [CompletionResultType]::ParameterName, 'Only entries on this type of offer')
            [CompletionResult]::new('--couloir', '--couloir', [CompletionResultType]::ParameterName, 'Only entries on this Ségur corridor')
            [CompletionResult]::new('--dispositif', '--dispositif', [CompletionResultType]::ParameterName, 'Only entries on this Ségur scheme')
            [CompletionResult]::new('--produit', '--produit', [CompletionResultType]::ParameterName, 'Only entries on this product or service')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Only entries under this value of any facet; within a facet any, across facets all')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all-terms', '--all-terms', [CompletionResultType]::ParameterName, 'Only entries that hold every word')
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'Take words as typed: no correction of typos')
            [CompletionResult]::new('--no-synonyms', '--no-synonyms', [CompletionResultType]::ParameterName, 'Use no synonyms or acronyms')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Show whole entries')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Show how each score is made up')
            [CompletionResult]::new('--by-votes', '--by-votes', [CompletionResultType]::ParameterName, 'Weigh by votes: multiply scores by the middle of the interval of the share of yes')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;grep' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many entries to show [default: all]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many entries to show [default: all]')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--thematique', '--thematique', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--offre', '--offre', [CompletionResultType]::ParameterName, 'Only entries on this type of offer')
            [CompletionResult]::new('--couloir', '--couloir', [CompletionResultType]::ParameterName, 'Only entries on this Ségur corridor')
            [CompletionResult]::new('--dispositif', '--dispositif', [CompletionResultType]::ParameterName, 'Only entries on this Ségur scheme')
            [CompletionResult]::new('--produit', '--produit', [CompletionResultType]::ParameterName, 'Only entries on this product or service')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Only entries under this value of any facet; within a facet any, across facets all')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Ignore case (the default)')
            [CompletionResult]::new('--ignore-case', '--ignore-case', [CompletionResultType]::ParameterName, 'Ignore case (the default)')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Distinguish upper and lower case')
            [CompletionResult]::new('--case-sensitive', '--case-sensitive', [CompletionResultType]::ParameterName, 'Distinguish upper and lower case')
            [CompletionResult]::new('--accent-sensitive', '--accent-sensitive', [CompletionResultType]::ParameterName, 'Distinguish accented from plain letters, and œ from oe')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Take the pattern as text, not as a regular expression')
            [CompletionResult]::new('--fixed-strings', '--fixed-strings', [CompletionResultType]::ParameterName, 'Take the pattern as text, not as a regular expression')
            [CompletionResult]::new('-w', '-w', [CompletionResultType]::ParameterName, 'Match only whole words')
            [CompletionResult]::new('--word', '--word', [CompletionResultType]::ParameterName, 'Match only whole words')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show the entries that do not match')
            [CompletionResult]::new('--invert-match', '--invert-match', [CompletionResultType]::ParameterName, 'Show the entries that do not match')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Only print how many entries match')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Only print how many entries match')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Show whole entries')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;list' {
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'What to group by: a facet, such as produit, or file [default: topic]')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--thematique', '--thematique', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--offre', '--offre', [CompletionResultType]::ParameterName, 'Only entries on this type of offer')
            [CompletionResult]::new('--couloir', '--couloir', [CompletionResultType]::ParameterName, 'Only entries on this Ségur corridor')
            [CompletionResult]::new('--dispositif', '--dispositif', [CompletionResultType]::ParameterName, 'Only entries on this Ségur scheme')
            [CompletionResult]::new('--produit', '--produit', [CompletionResultType]::ParameterName, 'Only entries on this product or service')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Only entries under this value of any facet; within a facet any, across facets all')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;topics' {
            [CompletionResult]::new('--facet', '--facet', [CompletionResultType]::ParameterName, 'A facet other than thematique, such as produit')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'A facet other than thematique, such as produit')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All facets')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;show' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'faq;similar' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many entries to show')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many entries to show')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--thematique', '--thematique', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--offre', '--offre', [CompletionResultType]::ParameterName, 'Only entries on this type of offer')
            [CompletionResult]::new('--couloir', '--couloir', [CompletionResultType]::ParameterName, 'Only entries on this Ségur corridor')
            [CompletionResult]::new('--dispositif', '--dispositif', [CompletionResultType]::ParameterName, 'Only entries on this Ségur scheme')
            [CompletionResult]::new('--produit', '--produit', [CompletionResultType]::ParameterName, 'Only entries on this product or service')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Only entries under this value of any facet; within a facet any, across facets all')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Show whole entries')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;rate' {
            [CompletionResult]::new('--comment', '--comment', [CompletionResultType]::ParameterName, 'Why')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;votes' {
            [CompletionResult]::new('--export', '--export', [CompletionResultType]::ParameterName, 'Write all votes to a file that others can import (- for standard output)')
            [CompletionResult]::new('--import', '--import', [CompletionResultType]::ParameterName, 'Add the votes of another file (- for standard input), each once; repeatable')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take back your last vote')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;guide' {
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--thematique', '--thematique', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--offre', '--offre', [CompletionResultType]::ParameterName, 'Only entries on this type of offer')
            [CompletionResult]::new('--couloir', '--couloir', [CompletionResultType]::ParameterName, 'Only entries on this Ségur corridor')
            [CompletionResult]::new('--dispositif', '--dispositif', [CompletionResultType]::ParameterName, 'Only entries on this Ségur scheme')
            [CompletionResult]::new('--produit', '--produit', [CompletionResultType]::ParameterName, 'Only entries on this product or service')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Only entries under this value of any facet; within a facet any, across facets all')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Ask nothing and report what the flags leave')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;browse' {
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'What to print of the entry [default: text, or as --format says]')
            [CompletionResult]::new('--rank', '--rank', [CompletionResultType]::ParameterName, 'What to rank by; FAQ_RANK changes the default [default: auto]')
            [CompletionResult]::new('--topic', '--topic', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--thematique', '--thematique', [CompletionResultType]::ParameterName, 'Only entries on this topic; repeatable: any of them')
            [CompletionResult]::new('--offre', '--offre', [CompletionResultType]::ParameterName, 'Only entries on this type of offer')
            [CompletionResult]::new('--couloir', '--couloir', [CompletionResultType]::ParameterName, 'Only entries on this Ségur corridor')
            [CompletionResult]::new('--dispositif', '--dispositif', [CompletionResultType]::ParameterName, 'Only entries on this Ségur scheme')
            [CompletionResult]::new('--produit', '--produit', [CompletionResultType]::ParameterName, 'Only entries on this product or service')
            [CompletionResult]::new('--filter', '--filter', [CompletionResultType]::ParameterName, 'Only entries under this value of any facet; within a facet any, across facets all')
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all-terms', '--all-terms', [CompletionResultType]::ParameterName, 'Only entries that hold every word')
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'Take words as typed: no correction of typos')
            [CompletionResult]::new('--no-synonyms', '--no-synonyms', [CompletionResultType]::ParameterName, 'Use no synonyms or acronyms')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;check' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;diff' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;embed' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;cache' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--info', '--info', [CompletionResultType]::ParameterName, 'Report what is cached, and where; the default')
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'Delete everything in it')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'faq;completions' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'faq;man' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'A page, a folder of pages, or - for standard input; repeatable')
            [CompletionResult]::new('--delimiter', '--delimiter', [CompletionResultType]::ParameterName, 'The line that ends an entry, compared without case, accents or kinds of space')
            [CompletionResult]::new('--votes', '--votes', [CompletionResultType]::ParameterName, 'The votes file [default: $XDG_STATE_HOME/faq/votes.jsonl]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the output; html, faqpage, bulk and questions go with list')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Neither read nor write the cache')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'One JSON document; the same as --format json')
            [CompletionResult]::new('--jsonl', '--jsonl', [CompletionResultType]::ParameterName, 'One JSON object a line; the same as --format jsonl')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'faq;help' {
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find the entries that best answer a question')
            [CompletionResult]::new('grep', 'grep', [CompletionResultType]::ParameterValue, 'Find entries by a regular expression, blind to accents')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List every entry by topic')
            [CompletionResult]::new('topics', 'topics', [CompletionResultType]::ParameterValue, 'Show the values of a facet and how many entries each holds')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show whole entries')
            [CompletionResult]::new('similar', 'similar', [CompletionResultType]::ParameterValue, 'List the entries closest in meaning to one')
            [CompletionResult]::new('rate', 'rate', [CompletionResultType]::ParameterValue, 'Say whether an entry was useful')
            [CompletionResult]::new('votes', 'votes', [CompletionResultType]::ParameterValue, 'Show the votes on each entry')
            [CompletionResult]::new('guide', 'guide', [CompletionResultType]::ParameterValue, 'Narrow by the site''s five questions, then read the answers one by one')
            [CompletionResult]::new('browse', 'browse', [CompletionResultType]::ParameterValue, 'Pick an entry on a full screen: type, and the ranking follows')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Report what was read, and what needs fixing')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two sets of pages, entry by entry')
            [CompletionResult]::new('embed', 'embed', [CompletionResultType]::ParameterValue, 'Prepare ranking by meaning for pages of your own')
            [CompletionResult]::new('cache', 'cache', [CompletionResultType]::ParameterValue, 'Report on the cache, or clear it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the man page, as roff')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'faq;help;search' {
            break
        }
        'faq;help;grep' {
            break
        }
        'faq;help;list' {
            break
        }
        'faq;help;topics' {
            break
        }
        'faq;help;show' {
            break
        }
        'faq;help;similar' {
            break
        }
        'faq;help;rate' {
            break
        }
        'faq;help;votes' {
            break
        }
        'faq;help;guide' {
            break
        }
        'faq;help;browse' {
            break
        }
        'faq;help;check' {
            break
        }
        'faq;help;diff' {
            break
        }
        'faq;help;embed' {
            break
        }
        'faq;help;cache' {
            break
        }
        'faq;help;completions' {
            break
        }
        'faq;help;man' {
            break
        }
        'faq;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
