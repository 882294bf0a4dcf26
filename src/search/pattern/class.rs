//! Bracketed classes: a letter stands for its accented forms too.
//!
//! Adding the forms beside each letter, wherever it stands, is enough for every shape of class: in
//! `[^e]` the addition is negated along, in `[a-z&&[^e]]` both sides get theirs. Nothing else
//! changes: `[é]` is é as written, not e; `[\x65]` is e alone.

use regex_syntax::ast::{ClassSet, ClassSetItem, ClassSetUnion, Literal, LiteralKind, Span};
use unicode_normalization::UnicodeNormalization;

/// An accented letter, and the letters it is a form of: ế is one of ê and e.
pub(super) type Accented = (char, Vec<char>);

/// The accented letters of an alphabet.
pub(super) fn accents(alphabet: &[char]) -> Vec<Accented> {
    let with_bases = alphabet.iter().map(|&ch| (ch, bases(ch)));
    with_bases.filter(|(_, bases)| !bases.is_empty()).collect()
}

/// Adds to `set` the accented forms of its letters.
pub(super) fn widen(set: &mut ClassSet, accents: &[Accented], case_sensitive: bool) {
    match set {
        ClassSet::Item(item) => widen_item(item, accents, case_sensitive),
        ClassSet::BinaryOp(op) => {
            widen(&mut op.lhs, accents, case_sensitive);
            widen(&mut op.rhs, accents, case_sensitive);
        }
    }
}

fn widen_item(item: &mut ClassSetItem, accents: &[Accented], case_sensitive: bool) {
    let (first, last) = match item {
        ClassSetItem::Literal(letter) => (letter.clone(), letter.clone()),
        ClassSetItem::Range(range) => (range.start.clone(), range.end.clone()),
        ClassSetItem::Bracketed(class) => return widen(&mut class.kind, accents, case_sensitive),
        ClassSetItem::Union(union) => {
            let items = union.items.iter_mut();
            return items.for_each(|item| widen_item(item, accents, case_sensitive));
        }
        _ => return,
    };
    if [&first, &last].into_iter().any(|letter| letter.kind != LiteralKind::Verbatim) {
        return;
    }
    let within = |ch: char| (first.c..=last.c).contains(&ch);
    let holds = |base: &char| {
        let mut cases = base.to_lowercase().chain(base.to_uppercase());
        within(*base) || !case_sensitive && cases.any(within)
    };
    let span = *item.span();
    let forms = accents.iter().filter(|(_, bases)| bases.iter().any(holds));
    let forms = forms.map(|&(form, _)| ClassSetItem::Literal(literal(form, span)));
    let items = std::iter::once(item.clone()).chain(forms).collect();
    *item = ClassSetItem::Union(ClassSetUnion { span, items });
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
