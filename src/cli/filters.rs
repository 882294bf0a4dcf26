//! Filters on facets, as data.

use clap::{Args, Command};
use faq::messages::Lang;

use crate::failure::Failure;

/// Filters on facets.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub struct FacetArgs {
    /// Only entries on this topic; repeatable: any of them
    #[arg(long, visible_alias = "thematique", value_name = "VALUE")]
    pub topic: Vec<String>,
    /// Only entries on this type of offer
    #[arg(long, value_name = "VALUE")]
    pub offre: Vec<String>,
    /// Only entries on this Ségur corridor
    #[arg(long, value_name = "VALUE")]
    pub couloir: Vec<String>,
    /// Only entries on this Ségur scheme
    #[arg(long, value_name = "VALUE")]
    pub dispositif: Vec<String>,
    /// Only entries on this product or service
    #[arg(long, value_name = "VALUE")]
    pub produit: Vec<String>,
    /// Only entries under this value of any facet; within a facet any, across facets all
    #[arg(long, value_name = "FACET=VALUE", value_parser = facet_value)]
    pub filter: Vec<(String, String)>,
}

impl FacetArgs {
    /// The facets and the values asked for, as named.
    pub fn named(&self) -> impl Iterator<Item = (&str, &str)> {
        let lists = [
            ("offre", &self.offre),
            ("couloir", &self.couloir),
            ("dispositif", &self.dispositif),
            ("produit", &self.produit),
            ("topic", &self.topic),
        ];
        let named = lists
            .into_iter()
            .flat_map(|(facet, names)| names.iter().map(move |name| (facet, name.as_str())));
        named.chain(self.filter.iter().map(|(facet, name)| (facet.as_str(), name.as_str())))
    }

    /// Whether a verb takes such options.
    pub fn are_taken_by(verb: &Command) -> bool {
        verb.get_arguments().any(|option| option.get_id() == "filter")
    }

    /// Whether `words` are such options with their values, one at least and nothing else.
    pub fn are_filters(words: &[String]) -> bool {
        let command = Command::new("filter").no_binary_name(true).disable_help_flag(true);
        let matches = Self::augment_args(command).try_get_matches_from(words);
        matches.is_ok_and(|matches| matches.args_present()) && words.iter().all(|word| word != "--")
    }
}

fn facet_value(text: &str) -> Result<(String, String), Failure> {
    let parts = text
        .split_once('=')
        .filter(|(facet, value)| !facet.trim().is_empty() && !value.trim().is_empty());
    let (facet, value) = parts.ok_or_else(|| Failure::new(Lang::not_a_facet_value))?;
    Ok((facet.trim().to_owned(), value.trim().to_owned()))
}
