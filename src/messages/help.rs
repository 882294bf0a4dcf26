//! What the help says behind the options, and what a bare `faq` says.

use super::messages;

messages! {
    fn examples() {
        en: "\
Examples:
  faq search qui est dispensé de la certification HDS
  faq grep \"l'article l\\.?1111\"
  faq list --by produit",
        fr: "\
Exemples :
  faq search qui est dispensé de la certification HDS
  faq grep \"l'article l\\.?1111\"
  faq list --by produit",
    }
    /// The commit, the name of the model and its digest, the features: a line each.
    fn build(commit: Option<&str>, model: Option<(&str, &str)>, features: &str) {
        en: format!(
            "commit: {}\nmodel: {}\nfeatures: {features}\n",
            commit.unwrap_or("not known"),
            model.map_or("none".to_owned(), |(name, digest)| format!("{name}, SHA-256 {digest}")),
        ),
        fr: format!(
            "commit : {}\nmodèle : {}\nfonctionnalités : {features}\n",
            commit.unwrap_or("inconnu"),
            model.map_or("aucun".to_owned(), |(name, digest)| format!("{name}, SHA-256 {digest}")),
        ),
    }
    fn short_help() {
        en: "\
Finds the answer in French question-and-answer pages

Usage: faq TERMS...   or   faq COMMAND [OPTIONS]

  search TERMS   the entries that best answer a question; what faq TERMS does
  grep PATTERN   the entries that match a regular expression
  list, topics   every entry by topic; the topics, and how many entries each has
  show, similar  an entry in full, by its id; those closest in meaning
  guide, browse  step by step, by the site's questions; on a full screen
  rate, votes    say whether an entry was useful; what was found useful
  check, diff    what was read, and what needs fixing; what changed between two
  embed, cache   prepare ranking by meaning for your own pages; what is cached
  config         the settings in force and their origin
  completions    what completes the command line in your shell
  man, schema    the manual as one page; the JSON Schema of what --json writes
  help TOPIC     a command, or: ranking, meaning, facets, pages, json, privacy,
                 environment, exit-codes, recipes, changes

  --topic, --offre, --couloir, --dispositif, --produit VALUE    narrow
  --seeds PATH      pages of your own          --json, --jsonl  for scripts
  --lang fr|en      the language of messages   -V, --version    the version

faq --help explains every option; faq COMMAND -h those of one command.",
        fr: "\
Trouve la réponse dans des pages de questions-réponses en français

Utilisation : faq MOTS...   ou   faq COMMANDE [OPTIONS]

  search MOTS    les meilleures réponses à une question ; comme faq MOTS
  grep MOTIF     les réponses qui correspondent à une expression rationnelle
  list, topics   les réponses par thème ; les thèmes et leur nombre de réponses
  show, similar  une réponse entière, par son identifiant ; les plus proches
  guide, browse  pas à pas, par les questions du site ; en plein écran
  rate, votes    indiquer si une réponse a été utile ; ce qui l’a été
  check, diff    ce qui a été lu, et ce qui est à corriger ; ce qui a changé
  embed, cache   préparer le classement par le sens ; ce qui est en cache
  config         les réglages en vigueur et leur origine
  completions    de quoi compléter la ligne de commande dans votre shell
  man, schema    le manuel en une page (en anglais) ; le schéma JSON de --json
  help RUBRIQUE  une commande, ou : ranking, meaning, facets, pages, json,
                 privacy, environment, exit-codes, recipes, changes

  --topic, --offre, --couloir, --dispositif, --produit VALEUR   affiner
  --seeds CHEMIN    vos propres pages          --json, --jsonl  pour les scripts
  --lang fr|en      la langue des messages     -V, --version    la version

faq --help explique toutes les options ; faq COMMANDE -h celles d’une commande.",
    }
    /// Nothing is explained under this name.
    fn unknown_help(name: &str, nearest: &str) {
        en: format!("no command or topic of the help is called {name:?}; nearest: faq help {nearest} (faq help help lists the topics)"),
        fr: format!("aucune commande ni rubrique d’aide ne s’appelle « {name} » ; la plus proche : faq help {nearest} (faq help help donne les rubriques)"),
    }
    fn verbs(names: &str) {
        en: format!("Verbs: {names}"),
        fr: format!("Commandes : {names}"),
    }
    fn more_help() {
        en: "More: faq --help, faq search --help",
        fr: "Pour en savoir plus : faq --help, faq search --help",
    }
    fn notes() {
        en: "\
Examples:
  faq search qui est dispensé de la certification HDS
  faq search 'référencement -dmp \"pro santé connect\" topic:candidature'
  faq grep -c \"l'article l\\.?1111\"
  faq list --json | jq -r '.groups[] | \"\\(.count) \\(.label)\"'

Exit codes:
  0    found; for check, no page needs fixing
  1    nothing found; for check, a page needs fixing
  2    the command could not be carried out; standard error says why
  130  left by Esc or Ctrl-C

Environment:
  FAQ_SEEDS        files and folders of pages, separated as in PATH
  FAQ_LANG         the language of help and messages: fr or en
  LC_ALL, LC_MESSAGES, LANG
                   else, without lang in the config file: French if the
                   first that is set begins with fr
  XDG_DATA_HOME    faq/seeds in it is read if it exists (default ~/.local/share)
  XDG_CONFIG_HOME  faq/config.toml in it holds settings (default ~/.config);
                   see faq config
  XDG_STATE_HOME   faq/votes.jsonl in it holds the votes (default ~/.local/state)
  XDG_CACHE_HOME   faq in it is the cache (default ~/.cache); see faq cache
  FAQ_RANK         what to rank by: auto, words or meaning, as for --rank
  FAQ_PAGER, PAGER the pager for output longer than the screen (default
                   less -FRX); empty: none
  NO_COLOR         no colour, whatever CLICOLOR_FORCE says
  CLICOLOR_FORCE   colour without a terminal
  TERM=dumb        no colour

JSON:
  One document: schema, command, query, total, corrections, results; list adds
  groups, guide adds questions. Entries that have votes carry them as votes:
  yes, no, share, low, high. matches are half-open ranges counted in characters
  of text, as Python and jq slice them.",
        fr: "\
Exemples :
  faq search qui est dispensé de la certification HDS
  faq search 'référencement -dmp \"pro santé connect\" topic:candidature'
  faq grep -c \"l'article l\\.?1111\"
  faq list --json | jq -r '.groups[] | \"\\(.count) \\(.label)\"'

Codes de sortie :
  0    trouvé ; pour check, aucune page n’est à corriger
  1    rien trouvé ; pour check, une page est à corriger
  2    la commande n’a pas pu être exécutée ; l’erreur standard dit pourquoi
  130  quitté par Échap ou Ctrl-C

Environnement :
  FAQ_SEEDS        fichiers et dossiers de pages, séparés comme dans PATH
  FAQ_LANG         la langue de l’aide et des messages : fr ou en
  LC_ALL, LC_MESSAGES, LANG
                   à défaut de FAQ_LANG et de lang dans le fichier de
                   configuration : français si la première définie commence
                   par fr
  XDG_DATA_HOME    faq/seeds y est lu s’il existe (sinon ~/.local/share)
  XDG_CONFIG_HOME  faq/config.toml y contient des réglages (sinon ~/.config) ;
                   voir faq config
  XDG_STATE_HOME   faq/votes.jsonl y contient les votes (sinon ~/.local/state)
  XDG_CACHE_HOME   faq y est le cache (sinon ~/.cache) ; voir faq cache
  FAQ_RANK         par quoi classer : auto, words ou meaning, comme --rank
  FAQ_PAGER, PAGER le programme qui affiche page par page ce qui dépasse l’écran
                   (sinon less -FRX) ; vide : aucun
  NO_COLOR         pas de couleur, quoi que dise CLICOLOR_FORCE
  CLICOLOR_FORCE   de la couleur sans terminal
  TERM=dumb        pas de couleur

JSON :
  Un document : schema, command, query, total, corrections, results ; list
  ajoute groups, guide ajoute questions. Une réponse qui a des votes les porte
  sous votes : yes, no, share, low, high. matches sont des intervalles
  semi-ouverts comptés en caractères de text, comme Python et jq les découpent.",
    }
}
