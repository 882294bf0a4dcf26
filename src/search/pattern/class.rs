//! Bracketed classes: a letter stands for its accented forms too.
//!
//! Adding forms beside each letter, wherever it stands, is enough for every shape of class:
//! in `[^e]` the addition is negated along, in `[a-z&&[^e]]` both sides get theirs. Nothing
//! else changes: `[é]` is é as written, not e; `[\x65]` is e alone.

use regex_syntax::ast::{
    ClassBracketed, ClassSet, ClassSetBinaryOp, ClassSetItem, ClassSetUnion, Literal, LiteralKind,
    Span,
};
use unicode_normalization::UnicodeNormalization;

/// The accented letters of an alphabet, each with the letters it is a form of: ế of ê and e.
pub(super) struct Accents {
    forms: Vec<(char, Vec<char>)>,
    case_sensitive: bool,
}

impl Accents {
    /// Reads the accented letters off `alphabet`.
    pub fn new(alphabet: &[char], case_sensitive: bool) -> Self {
        let with_bases = |ch: &char| (*ch, bases(*ch));
        let mut forms: Vec<_> = alphabet.iter().map(with_bases).collect();
        forms.retain(|(_, bases)| !bases.is_empty());
        Self { forms, case_sensitive }
    }

    /// `class` with the accented forms of its letters.
    pub fn widen(&self, class: &ClassBracketed) -> ClassBracketed {
        let kind = self.widen_set(&class.kind);
        ClassBracketed { kind, ..class.clone() }
    }

    fn widen_set(&self, set: &ClassSet) -> ClassSet {
        match set {
            ClassSet::Item(item) => ClassSet::Item(self.widen_item(item)),
            ClassSet::BinaryOp(op) => ClassSet::BinaryOp(ClassSetBinaryOp {
                span: op.span,
                kind: op.kind,
                lhs: Box::new(self.widen_set(&op.lhs)),
                rhs: Box::new(self.widen_set(&op.rhs)),
            }),
        }
    }

    fn widen_item(&self, item: &ClassSetItem) -> ClassSetItem {
        match item {
            ClassSetItem::Literal(letter) => self.widen_range(item, letter, letter),
            ClassSetItem::Range(range) => self.widen_range(item, &range.start, &range.end),
            ClassSetItem::Bracketed(class) => ClassSetItem::Bracketed(Box::new(self.widen(class))),
            ClassSetItem::Union(union) => ClassSetItem::Union(ClassSetUnion {
                span: union.span,
                items: union.items.iter().map(|item| self.widen_item(item)).collect(),
            }),
            other => other.clone(),
        }
    }

    /// `item`, which is `first..=last`, with the accented forms of the letters in it.
    fn widen_range(&self, item: &ClassSetItem, first: &Literal, last: &Literal) -> ClassSetItem {
        let verbatim = |letter: &Literal| letter.kind == LiteralKind::Verbatim;
        if !verbatim(first) || !verbatim(last) {
            return item.clone();
        }
        let span = *item.span();
        let held = |base: &char| self.holds(first.c, last.c, *base);
        let forms = self.forms.iter().filter(|(_, bases)| bases.iter().any(held));
        let mut items = vec![item.clone()];
        items.extend(forms.map(|(form, _)| literal_item(span, *form)));
        ClassSetItem::Union(ClassSetUnion { span, items })
    }

    fn holds(&self, first: char, last: char, base: char) -> bool {
        let within = |ch: char| (first..=last).contains(&ch);
        let any_case = || base.to_lowercase().chain(base.to_uppercase()).any(within);
        within(base) || !self.case_sensitive && any_case()
    }
}

fn literal_item(span: Span, c: char) -> ClassSetItem {
    let kind = LiteralKind::Verbatim;
    ClassSetItem::Literal(Literal { span, kind, c })
}

/// The letters that `ch` is an accented form of, if it is a letter with marks: all that is
/// left when marks are taken from its end one by one.
fn bases(ch: char) -> Vec<char> {
    let parts: Vec<char> = std::iter::once(ch).nfd().collect();
    if !parts[0].is_alphabetic() {
        return Vec::new();
    }
    let stems = (1..parts.len()).map(|length| parts[..length].iter().copied().nfc());
    stems.filter_map(single).collect()
}

fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}
