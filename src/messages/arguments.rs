//! Why the arguments are wrong.

use super::messages;

messages! {
    fn usage(usage: &str) {
        en: format!("Usage: {usage}"),
        fr: format!("Utilisation : {usage}"),
    }
    fn more_information() {
        en: "For more information, try '--help'.",
        fr: "Pour en savoir plus, tapez « --help ».",
    }
    fn unexpected_argument(argument: &str) {
        en: format!("unexpected argument '{argument}' found"),
        fr: format!("argument inattendu : « {argument} »"),
    }
    fn unknown_verb(verb: &str) {
        en: format!("unrecognized subcommand '{verb}'"),
        fr: format!("commande inconnue : « {verb} »"),
    }
    fn missing_arguments(arguments: &str) {
        en: format!("missing arguments: {arguments}"),
        fr: format!("il manque : {arguments}"),
    }
    fn repeated_argument(argument: &str) {
        en: format!("the argument '{argument}' cannot be used multiple times"),
        fr: format!("« {argument} » ne peut être donné qu’une fois"),
    }
    fn conflicting_arguments(argument: &str, other: &str) {
        en: match other {
            "" => format!("the argument '{argument}' cannot be used with one or more of the other specified arguments"),
            _ => format!("the argument '{argument}' cannot be used with '{other}'"),
        },
        fr: match other {
            "" => format!("« {argument} » ne va pas avec un autre des arguments donnés"),
            _ => format!("« {argument} » ne va pas avec « {other} »"),
        },
    }
    fn missing_value(argument: &str) {
        en: format!("a value is required for '{argument}' but none was supplied"),
        fr: format!("« {argument} » attend une valeur, et il n’y en a pas"),
    }
    fn invalid_value(value: &str, argument: &str) {
        en: format!("invalid value '{value}' for '{argument}'"),
        fr: format!("valeur « {value} » refusée pour « {argument} »"),
    }
    fn because(wrong: &str, why: &str) {
        en: format!("{wrong}: {why}"),
        fr: format!("{wrong} : {why}"),
    }
    fn possible_values(values: &str) {
        en: format!("[possible values: {values}]"),
        fr: format!("[valeurs possibles : {values}]"),
    }
    fn too_many_values(value: &str, argument: &str) {
        en: format!("unexpected value '{value}' for '{argument}' found; no more were expected"),
        fr: format!("valeur de trop pour « {argument} » : « {value} »"),
    }
    fn argument_is_not_utf8() {
        en: "invalid UTF-8 was detected in one or more arguments",
        fr: "un argument n’est pas en UTF-8",
    }
    fn similar(names: &str) {
        en: format!("tip: did you mean '{names}'?"),
        fr: format!("vouliez-vous dire « {names} » ?"),
    }
    fn as_a_value(argument: &str) {
        en: format!("tip: to pass '{argument}' as a value, use '-- {argument}'"),
        fr: format!("pour donner « {argument} » comme valeur, écrivez « -- {argument} »"),
    }
}
