//! The texts of the help in French.

/// What a verb or an argument is for: in a few words, and in the long help what else there is.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    pub short: &'static str,
    pub long: &'static str,
}

impl Text {
    /// All of it.
    pub fn whole(self) -> String {
        match self.long {
            "" => self.short.to_owned(),
            long => format!("{}\n\n{long}", self.short),
        }
    }
}

const fn short(short: &'static str) -> Text {
    Text { short, long: "" }
}

const fn long(short: &'static str, long: &'static str) -> Text {
    Text { short, long }
}

/// The verbs, and the program itself, which has no name.
pub const VERBS: &[(&str, Text)] = &[
    (
        "",
        long(
            "Trouve la réponse dans des pages de questions-réponses en français",
            "Lit des pages de réponses, comme celles de l’Agence du Numérique en Santé fournies avec le \
             programme, et y trouve les réponses quels que soient les accents, les ligatures et les \
             apostrophes, et malgré les fautes de frappe. Rien n’est installé ni téléchargé, et rien \
             n’est conservé, sauf vos votes, un cache de vos propres pages et, une heure durant, les \
             identifiants des dernières réponses affichées sur un terminal.\n\n\
             Facettes et thèmes sont déduits par des règles des mots des réponses ; les pages ne \
             donnent que les questions. Voir `faq topics --all` et `faq check`.",
        ),
    ),
    (
        "search",
        long(
            "Trouver les meilleures réponses à une question",
            "Les réponses sont classées par les mots et par le sens ; accents, casse, ligatures et \
             pluriels ne comptent pas, et les fautes de frappe sont corrigées. \"expression exacte\", \
             -mot et -\"expression\" (exclus), mot* (début de mot), topic:hds, produit:psc (facettes) \
             et file:003 (partie du nom d’une page) restreignent le résultat. Tout le reste est du \
             texte.",
        ),
    ),
    (
        "grep",
        long(
            "Trouver les réponses par une expression rationnelle, accents confondus",
            "La syntaxe est celle du module regex de Rust. Une lettre trouve aussi ses variantes \
             accentuées, liées ou déliées (e trouve é, oe trouve œ) ; une apostrophe, un tiret ou une \
             espace, tous leurs semblables. Classes, échappements et point valent tels quels, sauf \
             qu’une lettre dans une classe [a-z] trouve aussi ses variantes accentuées, et les exclut \
             dans [^a-z]. ^ et $ valent pour chaque ligne ; le point ne trouve pas la fin de ligne.",
        ),
    ),
    (
        "list",
        long(
            "Lister toutes les réponses, par thème",
            "Une réponse figure sous chacun de ses thèmes. Les thèmes sont déduits par des règles.",
        ),
    ),
    (
        "topics",
        long(
            "Afficher les valeurs d’une facette et le nombre de réponses de chacune",
            "Les valeurs sont déduites par des règles des mots des réponses ; les pages donnent les \
             questions.",
        ),
    ),
    ("show", short("Afficher des réponses entières")),
    (
        "similar",
        long(
            "Lister les réponses les plus proches d’une autre par le sens",
            "Le score est le cosinus de leurs vecteurs, moins ce que toutes les réponses ont en commun.",
        ),
    ),
    (
        "rate",
        long(
            "Indiquer si une réponse a été utile",
            "Le vote est enregistré avec l’identifiant de la réponse, et reste donc valable quand la \
             page est capturée à nouveau : une ligne de JSON dans $XDG_STATE_HOME/faq/votes.jsonl \
             (~/.local/state/faq/votes.jsonl) ou dans le fichier que désigne --votes. Rien n’est \
             envoyé nulle part.",
        ),
    ),
    (
        "votes",
        long(
            "Afficher les votes de chaque réponse",
            "La part de oui est donnée avec son intervalle à 95 % (de Wilson) : moins il y a de votes, \
             plus il est large.",
        ),
    ),
    (
        "guide",
        long(
            "Affiner par les cinq questions du site, puis choisir parmi les réponses",
            "Pose les questions dans l’ordre du site, chacune avec ses valeurs et le nombre de réponses \
             qu’elles laissent ; celle qui ne départage plus rien est passée, « tous » garde tout, et \
             l’on peut revenir en arrière. Les réponses sont listées par leurs titres ; celle que l’on \
             choisit s’affiche, suivie de la question du site : o, n, ou Entrée pour continuer. Une option répond d’avance à une question. Sans terminal, ou avec \
             --no-input, les options décident seules, et --json ajoute les questions qui affineraient \
             encore.",
        ),
    ),
    (
        "browse",
        long(
            "Choisir une réponse en plein écran : on tape, le classement suit",
            "Questions et ordre sont ceux de `faq search` ; une question vide liste toutes les \
             réponses, dans l’ordre des pages. Flèches, Ctrl-N et Ctrl-P, Page préc., Page suiv., Début, Fin et molette \
             déplacent ; Maj et une flèche font défiler l’aperçu ; Tab marque une réponse ; Ctrl-F affiche \
             les facettes, où Espace coche une valeur ; Ctrl-O et Ctrl-X votent « oui » et « non », \
             et la même touche, frappée de nouveau, annule le vote ; Ctrl-Y copie la réponse (par \
             OSC 52, que le terminal doit permettre) ; Ctrl-U, Ctrl-W, Ctrl-A et Ctrl-E modifient \
             la question ; F1 explique les touches. Entrée affiche les réponses marquées, ou celle qui est sélectionnée, et quitte ; \
             Échap quitte sans rien afficher, code de sortie 130. L’écran s’affiche sur le terminal, si bien que \
             id=$(faq browse --print id) fonctionne.",
        ),
    ),
    (
        "check",
        long(
            "Indiquer ce qui a été lu, et ce qui est à corriger",
            "Pages, réponses, doublons, réponses qu’aucun délimiteur ne ferme, octets indéchiffrables, \
             nombres annoncés et réels, réponses auxquelles aucune règle ne donne de thème. Les \
             nombres annoncés et les doublons sont donnés pour information : code de sortie 1 \
             seulement pour ce qui peut être corrigé.",
        ),
    ),
    (
        "diff",
        long(
            "Comparer deux jeux de pages, réponse par réponse",
            "Donne les réponses ajoutées, retirées, modifiées (avec les mots modifiés) ou passées à \
             d’autres thèmes. Les réponses sont comparées par leur identifiant : accents, casse, \
             espaces et ordre ne comptent donc pas ; une réponse modifiée se retrouve par les mots \
             qu’elle a gardés. Code de sortie 0 si les jeux sont les mêmes, 1 s’ils diffèrent.",
        ),
    ),
    (
        "embed",
        long(
            "Préparer le classement par le sens pour vos propres pages",
            "Calcule le vecteur de chaque réponse qui n’en a pas encore, sur tous les cœurs, et le garde \
             en cache sous l’identifiant de la réponse : d’une page capturée à nouveau, seul ce qui a \
             changé est recalculé, et une interruption ne perd rien. Les pages fournies avec le \
             programme ont leurs vecteurs, et une recherche calcule d’elle-même ce qui prend environ \
             une seconde.",
        ),
    ),
    (
        "cache",
        long(
            "Décrire le cache, ou le vider",
            "Les pages de plus de 64 Kio en tout sont gardées en cache, lues et indexées, dans \
             $XDG_CACHE_HOME/faq (~/.cache/faq), pour que la recherche suivante n’ait pas à les relire. \
             Les vecteurs des réponses aussi, quelle que soit la taille des pages (voir faq embed). Le \
             cache ne sert que tant que les pages sont inchangées, ne dépasse jamais 2 Gio et peut être \
             supprimé à tout moment. --no-cache s’en passe.",
        ),
    ),
    (
        "config",
        long(
            "Afficher les réglages en vigueur et leur origine",
            "Les options passent d’abord, puis l’environnement, puis le fichier de configuration, en \
             TOML : $XDG_CONFIG_HOME/faq/config.toml (~/.config/faq/config.toml). Il peut contenir \
             seeds, lang, rank, limit, color, numbers, et des filtres nommés, comme \
             psc = \"--produit psc\" sous [filters] ; @psc s’emploie alors partout où des \
             filtres sont admis. --no-config fait ignorer ce fichier.",
        ),
    ),
    ("completions", short("Afficher le script de complétion d’un shell")),
    ("man", short("Afficher la page de manuel, en roff (en anglais)")),
    (
        "schema",
        long(
            "Afficher le schéma JSON des documents qu’écrit --json",
            "Chaque ligne de --jsonl en est une réponse, ou un document là où répond --batch.",
        ),
    ),
    (
        "help",
        long(
            "Expliquer une commande ou une rubrique, ou tout le programme",
            "Les rubriques sont ranking (classement), meaning (sens), facets (facettes), pages, json, \
             privacy (vie privée), environment (environnement), exit-codes (codes de sortie), recipes \
             (recettes) et changes (nouveautés).",
        ),
    ),
    (
        "__complete",
        short("Afficher ce qui peut finir une ligne de commande, pour les scripts de complétion"),
    ),
];

/// The arguments, of one verb or of several: the verb, the id of the argument, the text.
pub const ARGUMENTS: &[(&str, &str, Text)] = &[
    ("", "seeds", short("Une page, un dossier de pages, ou - pour l’entrée standard ; répétable")),
    (
        "",
        "delimiter",
        short(
            "La ligne qui ferme une réponse, comparée sans tenir compte de la casse, des accents ni des espaces",
        ),
    ),
    ("", "votes", short("Le fichier des votes [par défaut : $XDG_STATE_HOME/faq/votes.jsonl]")),
    ("", "no_cache", short("Ne pas lire ni écrire le cache")),
    ("", "no_config", short("Ne pas lire le fichier de configuration")),
    ("", "json", short("Un document JSON ; comme --format json")),
    ("", "jsonl", short("Un objet JSON par ligne ; comme --format jsonl")),
    (
        "",
        "format",
        short("Le format de sortie ; html, faqpage, bulk et questions ne vont qu’avec list"),
    ),
    (
        "",
        "fields",
        short(
            "Ces champs seulement de chaque réponse, comme id,title ; en json, jsonl, csv et tsv",
        ),
    ),
    ("", "color", short("Quand mettre de la couleur")),
    (
        "",
        "lang",
        short(
            "La langue de l’aide et des messages : fr ou en [par défaut : selon FAQ_LANG, le fichier de configuration ou la locale]",
        ),
    ),
    ("", "help", short("Afficher l’aide ; --help explique aussi les options communes")),
    (
        "",
        "version",
        short(
            "Afficher la version ; --version donne aussi le commit, le modèle et les fonctionnalités",
        ),
    ),
    ("", "topic", short("Seulement les réponses sur ce thème ; répétable : l’un d’eux suffit")),
    ("", "offre", short("Seulement les réponses sur ce type d’offre")),
    ("", "couloir", short("Seulement les réponses sur ce couloir du Ségur")),
    ("", "dispositif", short("Seulement les réponses sur ce dispositif du Ségur")),
    ("", "produit", short("Seulement les réponses sur ce produit ou service")),
    (
        "",
        "filter",
        short(
            "Seulement les réponses qui ont cette valeur d’une facette ; dans une même facette, l’une \
             suffit ; d’une facette à l’autre, il les faut toutes",
        ),
    ),
    ("", "all_terms", short("Seulement les réponses qui contiennent tous les mots")),
    ("", "exact", short("Prendre les mots tels quels, sans corriger les fautes de frappe")),
    ("", "no_synonyms", short("Ne pas chercher de synonymes ni de sigles")),
    (
        "",
        "rank",
        long(
            "Par quoi classer ; FAQ_RANK ou le fichier de configuration change le choix habituel [par défaut : auto]",
            "auto : mots et sens ensemble\n\
             words : les mots seuls\n\
             meaning : le sens seul ; les mots décident encore de ce qui peut figurer",
        ),
    ),
    ("", "limit", short("Nombre de réponses à afficher [par défaut : 5]")),
    ("", "full", short("Afficher les réponses entières")),
    ("search", "terms", short("La question ; facultative avec un filtre")),
    ("search", "explain", short("Afficher de quoi chaque score est fait")),
    (
        "search",
        "by_votes",
        long(
            "Tenir compte des votes : multiplier les scores par le milieu de l’intervalle de la part de oui",
            "L’intervalle est celui de Wilson à 95 %, comme `faq votes` l’affiche. Son milieu est un demi \
             pour une réponse sans votes, bouge peu avec un vote, et approche la part de oui avec \
             beaucoup.",
        ),
    ),
    (
        "search",
        "batch",
        short(
            "Répondre à chaque ligne d’un fichier (- pour l’entrée standard) comme à une question",
        ),
    ),
    ("grep", "pattern", short("Le motif")),
    (
        "grep",
        "regexp",
        short("Un motif, qui peut commencer par un tiret ; répétable : l’un d’eux suffit"),
    ),
    (
        "grep",
        "file",
        short("Des motifs, un par ligne d’un fichier (- : entrée standard) ; répétable"),
    ),
    ("grep", "quiet", short("Ne rien afficher, s’arrêter au premier ; le code de sortie répond")),
    ("grep", "files_with_matches", short("Afficher seulement les pages où une réponse correspond")),
    ("grep", "only_matching", short("Afficher seulement ce qui correspond, une fois par ligne")),
    ("grep", "ignore_case", short("Ignorer la casse (c’est le comportement habituel)")),
    ("grep", "case_sensitive", short("Distinguer majuscules et minuscules")),
    ("grep", "accent_sensitive", short("Distinguer les lettres accentuées des autres, et œ de oe")),
    ("grep", "fixed_strings", short("Prendre le motif comme du texte, non comme une expression")),
    ("grep", "word", short("Ne trouver que des mots entiers")),
    ("grep", "invert_match", short("Afficher les réponses qui ne correspondent pas")),
    ("grep", "count", short("Afficher seulement le nombre de réponses qui correspondent")),
    (
        "grep",
        "limit",
        short("Nombre de réponses à afficher, non des numéros de ligne [par défaut : toutes]"),
    ),
    (
        "list",
        "by",
        short(
            "Par quoi grouper : une facette, comme produit, ou file, la page [par défaut : topic, le thème]",
        ),
    ),
    ("topics", "facet", short("Une autre facette que thematique, comme produit")),
    ("topics", "all", short("Toutes les facettes")),
    (
        "show",
        "ids",
        short(
            "Identifiants affichés par les autres commandes (leurs quatre premiers caractères suffisent), \
             ou numéros des dernières réponses",
        ),
    ),
    (
        "",
        "id",
        short(
            "L’identifiant de la réponse (ses quatre premiers caractères suffisent), ou son numéro dans \
             les dernières réponses",
        ),
    ),
    ("rate", "verdict", short("A-t-elle été utile : oui ou non (o, n, yes, no, y)")),
    ("rate", "comment", short("Pourquoi")),
    (
        "votes",
        "export",
        short(
            "Écrire tous les votes dans un fichier que d’autres pourront importer (- : sortie standard)",
        ),
    ),
    (
        "votes",
        "import",
        short(
            "Ajouter les votes d’un autre fichier (- : entrée standard), chacun une fois ; répétable",
        ),
    ),
    ("votes", "undo", short("Annuler votre dernier vote")),
    ("guide", "no_input", short("Ne rien demander, et donner ce que laissent les options")),
    ("browse", "terms", short("La question de départ")),
    (
        "browse",
        "print",
        long(
            "Ce qui s’affiche de la réponse [par défaut : text, ou selon --format]",
            "id : son identifiant\n\
             text : la réponse, comme l’affiche `faq show`\n\
             json : la réponse, comme l’affiche `faq show --json`",
        ),
    ),
    (
        "diff",
        "old",
        short("Les anciennes pages : un fichier, un dossier, ou - pour l’entrée standard"),
    ),
    (
        "diff",
        "new",
        short("Les nouvelles pages : un fichier, un dossier, ou - pour l’entrée standard"),
    ),
    (
        "cache",
        "info",
        short("Indiquer ce qui est en cache, et où ; c’est le comportement habituel"),
    ),
    ("cache", "clear", short("Tout supprimer du cache")),
    ("completions", "shell", short("bash, zsh, fish, elvish ou powershell")),
    ("help", "about", short("La commande ou la rubrique")),
    ("__complete", "line", short("La ligne, telle que tapée jusqu’au curseur")),
];
