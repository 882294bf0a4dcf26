//! From a pattern to the expression it stands for.
//!
//! The pattern is parsed by `regex-syntax`; this module walks the tree and builds the expression
//! that the regex crate compiles. Only literals typed as they are and bracketed
//! classes get new meanings; every other node is translated by `regex-syntax` itself, under the
//! flags in force at its place.
//!
//! The walk is recursive; [`NEST_LIMIT`] bounds its depth.

use std::cell::{Cell, OnceCell};

use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::ast::{
    Ast, Concat, Flag, Flags, FlagsItem, FlagsItemKind, LiteralKind, Position, SetFlags, Span,
};
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::alternatives::{Alternatives, spend};
use super::class::{self, Accented, literal};
use super::letter_forms::LetterForms;
use super::options::{PatternError, PatternOptions, SIZE_LIMIT};
use super::repetition::{Item, count_of, repeated};

/// How deep groups, repetitions and classes may nest: the regex crate's own limit.
const NEST_LIMIT: u32 = 250;

/// The tree of `pattern`; if `fixed`, every character is a literal.
pub(super) fn parse(pattern: &str, fixed: bool) -> Result<Ast, PatternError> {
    if fixed {
        let span = Span::splat(Position::new(0, 1, 1));
        let asts = pattern.chars().map(|c| Ast::literal(literal(c, span))).collect();
        return Ok(Ast::concat(Concat { span, asts }));
    }
    let mut parser = ParserBuilder::new().nest_limit(NEST_LIMIT).build();
    Ok(parser.parse(pattern).map_err(regex_syntax::Error::from)?)
}

/// Gives patterns their meaning in one alphabet.
pub(super) struct Widener<'a> {
    /// The one at hand.
    pattern: &'a str,
    /// With ASCII.
    alphabet: &'a [char],
    /// What may follow every literal.
    ignorable: Option<Hir>,
    options: PatternOptions,
    /// The forms of letters where case is told apart, and where it is not.
    forms: [OnceCell<LetterForms>; 2],
    accents: OnceCell<Vec<Accented>>,
    budget: Cell<usize>,
}

impl<'a> Widener<'a> {
    pub fn new(alphabet: &'a [char], ignorable: Option<Hir>, options: PatternOptions) -> Self {
        let (forms, accents) = Default::default();
        let budget = Cell::new(SIZE_LIMIT);
        Self { pattern: "", alphabet, ignorable, options, forms, accents, budget }
    }

    /// The expression for a pattern, whose tree is `tree`.
    pub fn widen(&mut self, pattern: &'a str, tree: &Ast) -> Result<Hir, PatternError> {
        self.pattern = pattern;
        let mut flags = flags(|flag| match flag {
            Flag::CaseInsensitive => !self.options.case_sensitive,
            flag => matches!(flag, Flag::MultiLine | Flag::Unicode),
        });
        let hir = self.node(tree, &mut flags)?;
        Ok(match self.options.word {
            true => Hir::concat(vec![
                Hir::look(Look::WordStartHalfUnicode),
                hir,
                Hir::look(Look::WordEndHalfUnicode),
            ]),
            false => hir,
        })
    }

    fn forms(&self, case_sensitive: bool) -> &LetterForms {
        self.forms[usize::from(case_sensitive)].get_or_init(|| {
            LetterForms::new(self.alphabet, case_sensitive, self.options.accent_sensitive)
        })
    }

    fn node(&self, ast: &Ast, flags: &mut Flags) -> Result<Hir, PatternError> {
        match ast {
            Ast::Literal(_) | Ast::Repetition(_) => self.concat(std::slice::from_ref(ast), flags),
            Ast::Concat(concat) => self.concat(&concat.asts, flags),
            Ast::Alternation(either) => {
                let branches = either.asts.iter().map(|branch| self.node(branch, flags));
                Ok(Hir::alternation(branches.collect::<Result<_, _>>()?))
            }
            Ast::Group(group) => {
                let change = group.flags();
                let mut inside = change.map_or_else(|| flags.clone(), |set| changed(flags, set));
                self.node(&group.ast, &mut inside)
            }
            Ast::Flags(set) => {
                *flags = changed(flags, &set.flags);
                Ok(Hir::empty())
            }
            Ast::ClassBracketed(written)
                if is_set(flags, Flag::Unicode) && !self.options.accent_sensitive =>
            {
                let accents = self.accents.get_or_init(|| class::accents(self.alphabet));
                let mut wide = written.clone();
                class::widen(&mut wide.kind, accents, !is_set(flags, Flag::CaseInsensitive));
                self.as_written(&Ast::ClassBracketed(wide), flags)
            }
            // Whatever else stands by itself: `.`, `^`, `\b`, `\w`, `\p{L}`, nothing.
            _ => self.as_written(ast, flags),
        }
    }

    /// Nodes side by side.
    fn concat(&self, asts: &[Ast], flags: &mut Flags) -> Result<Hir, PatternError> {
        let mut parts = Vec::new();
        let mut rest = asts;
        while let [ast, after @ ..] = rest {
            let run: Vec<Item> = rest.iter().map_while(|ast| self.item(ast, flags)).collect();
            if !run.is_empty() {
                let (asts, after) = rest.split_at(run.len());
                parts.push(self.run(asts, run, flags)?);
                rest = after;
                continue;
            }
            let swapped = is_set(flags, Flag::SwapGreed);
            let mut alone = |ast: &Ast| match ast {
                Ast::Literal(_) => self.as_written(ast, flags),
                _ => self.node(ast, flags),
            };
            parts.push(match ast {
                Ast::Repetition(of) => repeated(&count_of(of, swapped), alone(&of.ast)?),
                _ => alone(ast)?,
            });
            rest = after;
        }
        Ok(Hir::concat(parts))
    }

    /// A literal typed as it is, once or repeated, if it means more than itself.
    fn item(&self, ast: &Ast, flags: &Flags) -> Option<Item> {
        match ast {
            Ast::Literal(letter) if letter.kind == LiteralKind::Verbatim => {
                let slots = self.forms(!is_set(flags, Flag::CaseInsensitive)).slots(letter.c)?;
                Some(Item::once(slots))
            }
            Ast::Repetition(repeated) if matches!(*repeated.ast, Ast::Literal(_)) => {
                let Item { slots, .. } = self.item(&repeated.ast, flags)?;
                let count = count_of(repeated, is_set(flags, Flag::SwapGreed));
                (!slots.is_empty()).then_some(Item { slots, count })
            }
            _ => None,
        }
    }

    /// A run of literals. A character that folding drops means nothing beside others; alone,
    /// itself.
    fn run(&self, asts: &[Ast], run: Vec<Item>, flags: &Flags) -> Result<Hir, PatternError> {
        if run.iter().all(|item| item.slots.is_empty()) {
            let written = asts.iter().map(|ast| self.as_written(ast, flags));
            return Ok(Hir::concat(written.collect::<Result<_, _>>()?));
        }
        let forms = self.forms(!is_set(flags, Flag::CaseInsensitive));
        let (ignorable, budget) = (self.ignorable.as_ref(), &self.budget);
        let hir = Alternatives { forms, ignorable, budget }.of_run(run);
        if self.budget.get() > 0 { Ok(hir) } else { Err(PatternError::TooLarge) }
    }

    /// A node as `regex-syntax` translates it.
    fn as_written(&self, ast: &Ast, flags: &Flags) -> Result<Hir, PatternError> {
        let span = *ast.span();
        let set = Ast::flags(SetFlags { span, flags: flags.clone() });
        let both = Ast::concat(Concat { span, asts: vec![set, ast.clone()] });
        let translated = Translator::new().translate(self.pattern, &both);
        let hir = translated.map_err(regex_syntax::Error::from)?;
        let ranges = match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
            _ => 0,
        };
        if spend(&self.budget, ranges) { Ok(hir) } else { Err(PatternError::TooLarge) }
    }
}

/// All flags, each set or cleared.
fn flags(is_set: impl Fn(Flag) -> bool) -> Flags {
    let span = Span::splat(Position::new(0, 1, 1));
    let all = [
        Flag::CaseInsensitive,
        Flag::MultiLine,
        Flag::DotMatchesNewLine,
        Flag::SwapGreed,
        Flag::Unicode,
        Flag::CRLF,
    ];
    let (set, cleared): (Vec<Flag>, Vec<Flag>) = all.into_iter().partition(|&flag| is_set(flag));
    let kinds = set.into_iter().map(FlagsItemKind::Flag).chain([FlagsItemKind::Negation]);
    let kinds = kinds.chain(cleared.into_iter().map(FlagsItemKind::Flag));
    Flags { span, items: kinds.map(|kind| FlagsItem { span, kind }).collect() }
}

/// `now` with the flags that `change` names set or cleared.
fn changed(now: &Flags, change: &Flags) -> Flags {
    flags(|flag| change.flag_state(flag).unwrap_or_else(|| is_set(now, flag)))
}

fn is_set(flags: &Flags, flag: Flag) -> bool {
    flags.flag_state(flag).unwrap_or_default()
}
