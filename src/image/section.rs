//! The sections of an image.

/// The sections, and how their bytes are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Pages, diagnostics, facets: JSON, see `corpus::entries`.
    Manifest,
    /// The decoded pages, end to end.
    Text,
    /// By entry: where its text begins and ends in [`Section::Text`], two u64.
    TextRanges,
    /// By entry: page, number, line of each place it stands at, rows of three u32.
    Sources,
    /// By entry: its `corpus::details`, rows of JSON; empty where nothing is known.
    Details,
    /// The characters of the pages outside ASCII, u32.
    Alphabet,
    /// By entry: its id, 6 bytes.
    Ids,
    /// The entries in the order of their ids, u32.
    IdOrder,
    /// By entry: its facet values, rows of facet, who says so, and value, three u32.
    Placements,
    /// How many entries there are, u64; then f64: the mean content words of an entry and of a
    /// first sentence, both at least 1, the coherence of their order, and how many questions an
    /// entry is known to answer on the average.
    Totals,
    /// By entry: content words, and those of its questions and first sentence, two u32.
    Lengths,
    /// The term dictionary, strings in byte order.
    Terms,
    /// The terms that stand in no text and no question, only in further ways to ask, u32, rising.
    UnseenTerms,
    /// By term: its postings, rows of varints (see `index::postings`).
    Postings,
    /// By term: its positions in each entry, rows of varints.
    Positions,
    /// Stems, strings in byte order.
    Stems,
    /// By stem: its terms, rows of rising varints.
    StemTerms,
    /// Four-letter n-grams in order, u128.
    Ngrams,
    /// By n-gram: in how many entries it occurs, u32.
    NgramCounts,
    /// By n-gram: the terms that hold it, rows of rising varints.
    NgramTerms,
    /// By entry: its terms and their counts, rows of varints: the forward index.
    EntryTerms,
    /// Acronyms by short form, strings in byte order.
    Acronyms,
    /// Acronyms by the first stem of the long form, strings in byte order.
    LongForms,
    /// By entry: the vectors of its passages, 384 bytes each, that of its text first.
    Vectors,
    /// By entry: the vectors of its sentences, 384 bytes each; none where they are not encoded.
    SentenceVectors,
    /// The subwords of the tokenizer, strings in byte order.
    Subwords,
    /// By subword: its score in units of 1e-7, i32.
    SubwordScores,
    /// By subword: its id, u16.
    SubwordIds,
    /// The terms of the lexicon as written, group by group, strings.
    LexiconTerms,
    /// By term of the lexicon: the stems of its content words with a space between, strings.
    LexiconStems,
    /// By term of the lexicon: the number of its group, u32, rising.
    LexiconGroups,
    /// The terms of the lexicon in the order of their first stems, u32.
    LexiconOrder,
}

impl Section {
    /// How many there are.
    pub(super) const COUNT: usize = Self::LexiconOrder as usize + 1;
}
