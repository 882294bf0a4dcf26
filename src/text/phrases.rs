//! A trie of phrases: finds them all in one pass over a text.
//!
//! There may be a million facet rules and exclusions, and as many entries: to look for each phrase
//! by itself would cost the product. Phrases that begin alike share nodes, and at each word of a
//! text only the nodes that continue with it are followed.

use hashbrown::HashMap;

use super::phrase::{Phrase, Stream, Word};

/// A set of phrases.
#[derive(Debug, Clone)]
pub struct Phrases {
    /// The number of each word of a phrase.
    words: HashMap<String, u32>,
    /// Nodes by their parent, the word that leads to them, and whether it is a prefix.
    edges: HashMap<(u32, u32, bool), u32>,
    /// The first is the root.
    nodes: Vec<Node>,
    /// The lengths, in bytes, of all prefixes.
    lengths: Vec<usize>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    /// Whether a phrase ends there.
    is_end: bool,
    /// Whether words that are no prefixes lead to children.
    has_words: bool,
    /// The lengths, in bytes, of the prefixes that lead to children: most nodes have none, and at those no
    /// word is looked up.
    prefixes: Vec<usize>,
}

/// The stream of a text, and what its words read: nothing where no phrase [has](Phrases::has) them.
pub(crate) type Words<'s, W, T> = (&'s Stream<W>, T);

/// The number of a phrase in a set; equal phrases have the same.
pub type PhraseId = u32;

impl Default for Phrases {
    fn default() -> Self {
        let (words, edges) = Default::default();
        Self { words, edges, nodes: vec![Node::default()], lengths: Vec::new() }
    }
}

impl Phrases {
    /// Adds a phrase if it is not in the set yet.
    pub fn add(&mut self, phrase: &Phrase) -> PhraseId {
        let mut node = 0;
        for (text, prefix) in phrase.words() {
            let from = &mut self.nodes[node as usize];
            if *prefix {
                insert(&mut from.prefixes, text.len());
                insert(&mut self.lengths, text.len());
            } else {
                from.has_words = true;
            }
            let new = self.words.len() as u32;
            let word = *self.words.entry_ref(text.as_str()).or_insert(new);
            let new = self.nodes.len() as u32;
            node = *self.edges.entry((node, word, *prefix)).or_insert(new);
            if node == new {
                self.nodes.push(Node::default());
            }
        }
        self.nodes[node as usize].is_end = true;
        node
    }

    /// Whether the set has no phrase.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    /// Whether the text of `stream` contains any phrase of the set.
    pub fn any_in(&self, stream: &Stream<Word<'_>>) -> bool {
        let mut any = false;
        self.walk((stream, Word::any), self.starts(stream), &mut |_| {
            any = true;
            false
        });
        any
    }

    /// The phrases of the set that begin at one of `starts`, rising: at words of the text, each with
    /// the nodes that it leads to. The words of the text are those of `words`.
    pub fn all_from<'s, W>(
        &self,
        words: Words<'s, W, impl Fn(&'s W) -> Option<&'s str>>,
        starts: impl Iterator<Item = (usize, impl AsRef<[u32]>)>,
    ) -> Vec<PhraseId> {
        let mut found = Vec::new();
        self.walk(words, starts, &mut |phrase| {
            found.push(phrase);
            true
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All words of a text that phrases may begin with, each with the nodes that it leads to.
    pub fn starts<'s>(
        &'s self,
        stream: &'s Stream<Word<'_>>,
    ) -> impl Iterator<Item = (usize, Vec<u32>)> + 's {
        let words =
            (0..stream.len()).flat_map(|at| stream.words_at(at).map(move |word| (at, word)));
        words.filter_map(|(at, word)| Some((at, self.first_nodes(word.any()?))))
    }

    /// Whether any phrase has a word, or what it begins with as a prefix: else none goes on there.
    pub fn has(&self, word: &str) -> bool {
        let mut prefixes = self.lengths.iter().filter_map(|&length| word.get(..length));
        self.words.contains_key(word) || prefixes.any(|prefix| self.words.contains_key(prefix))
    }

    /// The nodes that a first word leads to; none if no phrase begins with it.
    pub fn first_nodes(&self, word: &str) -> Vec<u32> {
        let mut nodes = Vec::new();
        self.follow(0, word, &mut |node| nodes.push(node));
        nodes
    }

    /// Calls `see` with each phrase that begins at one of `starts`, until that returns false.
    fn walk<'s, W>(
        &self,
        (stream, text): Words<'s, W, impl Fn(&'s W) -> Option<&'s str>>,
        starts: impl Iterator<Item = (usize, impl AsRef<[u32]>)>,
        see: &mut dyn FnMut(PhraseId) -> bool,
    ) {
        let (mut here, mut next) = (Vec::new(), Vec::new());
        for (first, nodes) in starts {
            here.extend_from_slice(nodes.as_ref());
            for at in first + 1.. {
                for node in here.drain(..) {
                    if self.nodes[node as usize].is_end && !see(node) {
                        return;
                    }
                    for word in stream.words_at(at).filter_map(&text) {
                        self.follow(node, word, &mut |node| next.push(node));
                    }
                }
                // Two words of one position (`a` and `a+`) may lead to the same node.
                next.sort_unstable();
                next.dedup();
                std::mem::swap(&mut here, &mut next);
                if here.is_empty() {
                    break;
                }
            }
        }
    }

    /// Calls `follow` with each child of `from` that `word` leads to.
    fn follow(&self, from: u32, word: &str, follow: &mut dyn FnMut(u32)) {
        let mut look = |prefix, text: &str| {
            let word = self.words.get(text);
            let next = word.and_then(|&word| self.edges.get(&(from, word, prefix)));
            next.copied().into_iter().for_each(&mut *follow);
        };
        let Node { has_words, prefixes, .. } = &self.nodes[from as usize];
        if *has_words {
            look(false, word);
        }
        for &length in prefixes.iter().take_while(|&&length| length <= word.len()) {
            word.get(..length).into_iter().for_each(|beginning| look(true, beginning));
        }
    }
}

/// Adds a length to rising ones, if it is not there.
fn insert(lengths: &mut Vec<usize>, length: usize) {
    if let Err(at) = lengths.binary_search(&length) {
        lengths.insert(at, length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use proptest::prelude::*;

    #[test]
    fn two_words_of_a_position_do_not_double_the_work() {
        let mut phrases = Phrases::default();
        phrases.add(&Phrase::new(&format!("{}zzz", "a* ".repeat(60))).expect("words"));
        let folded = fold(&"a+ ".repeat(200));
        assert!(!phrases.any_in(&Stream::of(&folded)));
    }

    proptest! {
        #[test]
        fn many_phrases_at_once_are_found_as_each_alone(
            text in "([a-c]{1,2}[ +'.-]){0,12}",
            phrases in prop::collection::vec("[a-c]{1,2}[*]?[ +'.-]?[a-c]{0,2}[*]?", 0..6),
        ) {
            let folded = fold(&text);
            let stream = Stream::of(&folded);
            let phrases: Vec<Phrase> = phrases.iter().filter_map(|text| Phrase::new(text)).collect();
            let mut all = Phrases::default();
            let ids: Vec<PhraseId> = phrases.iter().map(|phrase| all.add(phrase)).collect();
            let found = all.all_from((&stream, Word::any), all.starts(&stream));
            for (phrase, id) in phrases.iter().zip(ids) {
                prop_assert_eq!(found.contains(&id), phrase.is_in(&stream), "{:?}", phrase);
            }
            prop_assert_eq!(all.any_in(&stream), !found.is_empty());
            let known = |word| Word::any(word).filter(|word| all.has(word));
            prop_assert_eq!(all.all_from((&stream, known), all.starts(&stream)), found);
        }
    }
}
