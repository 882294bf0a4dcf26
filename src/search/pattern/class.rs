//! Bracketed classes: a letter stands for its accented forms too.
//!
//! Adding the forms beside each letter, wherever it stands, is enough for every shape of class: in
//! `[^e]` the addition is negated along, in `[a-z&&[^e]]` both sides get theirs. Nothing else
//! changes: `[é]` is é as written, not e; `[\x65]` is e alone.

use regex_syntax::ast::{
    ClassBracketed, ClassSet, ClassSetBinaryOp, ClassSetItem, ClassSetUnion, Literal, LiteralKind,
    Span,
};
use unicode_normalization::UnicodeNormalization;

/// The accented letters of an alphabet, each with the letters it is a form of: ế of ê and e.
pub(super) struct Accents(Vec<(char, Vec<char>)>);

impl Accents {
    pub fn new(alphabet: &[char]) -> Self {
        let with_bases = alphabet.iter().map(|&ch| (ch, bases(ch)));
        Self(with_bases.filter(|(_, bases)| !bases.is_empty()).collect())
    }

    /// `class` with the accented forms of its letters.
    pub fn widen(&self, class: &ClassBracketed, case_sensitive: bool) -> ClassBracketed {
        let kind = self.widen_set(&class.kind, case_sensitive);
        ClassBracketed { kind, ..class.clone() }
    }

    fn widen_set(&self, set: &ClassSet, case_sensitive: bool) -> ClassSet {
        let widen = |set: &ClassSet| Box::new(self.widen_set(set, case_sensitive));
        match set {
            ClassSet::Item(item) => ClassSet::Item(self.widen_item(item, case_sensitive)),
            ClassSet::BinaryOp(ClassSetBinaryOp { span, kind, lhs, rhs }) => {
                let (span, kind, lhs, rhs) = (*span, *kind, widen(lhs), widen(rhs));
                ClassSet::BinaryOp(ClassSetBinaryOp { span, kind, lhs, rhs })
            }
        }
    }

    fn widen_item(&self, item: &ClassSetItem, case_sensitive: bool) -> ClassSetItem {
        let widen = |first, last| self.widen_range(item, first, last, case_sensitive);
        match item {
            ClassSetItem::Literal(letter) => widen(letter, letter),
            ClassSetItem::Range(range) => widen(&range.start, &range.end),
            ClassSetItem::Bracketed(class) => {
                ClassSetItem::Bracketed(Box::new(self.widen(class, case_sensitive)))
            }
            ClassSetItem::Union(ClassSetUnion { span, items }) => {
                let items = items.iter().map(|item| self.widen_item(item, case_sensitive));
                ClassSetItem::Union(ClassSetUnion { span: *span, items: items.collect() })
            }
            other => other.clone(),
        }
    }

    /// `item`, which is `first..=last`, with the accented forms of the letters in it.
    fn widen_range(
        &self,
        item: &ClassSetItem,
        first: &Literal,
        last: &Literal,
        case_sensitive: bool,
    ) -> ClassSetItem {
        if [first, last].into_iter().any(|letter| letter.kind != LiteralKind::Verbatim) {
            return item.clone();
        }
        let within = |ch: char| (first.c..=last.c).contains(&ch);
        let holds = |base: &char| {
            let mut cases = base.to_lowercase().chain(base.to_uppercase());
            within(*base) || !case_sensitive && cases.any(within)
        };
        let span = *item.span();
        let forms = self.0.iter().filter(|(_, bases)| bases.iter().any(holds));
        let forms = forms.map(|&(form, _)| ClassSetItem::Literal(literal(form, span)));
        let items = std::iter::once(item.clone()).chain(forms).collect();
        ClassSetItem::Union(ClassSetUnion { span, items })
    }
}

/// `c` as typed at `span`.
pub(super) fn literal(c: char, span: Span) -> Literal {
    Literal { span, kind: LiteralKind::Verbatim, c }
}

/// The letters that `ch` is an accented form of, if it is a letter with marks: all that is left
/// when marks are taken from its end one by one.
fn bases(ch: char) -> Vec<char> {
    let parts: Vec<char> = std::iter::once(ch).nfd().collect();
    if !parts[0].is_alphabetic() {
        return Vec::new();
    }
    let composed = (1..parts.len()).map(|length| parts[..length].iter().copied().nfc());
    composed.filter_map(|mut chars| chars.next().filter(|_| chars.next().is_none())).collect()
}
