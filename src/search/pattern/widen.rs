//! From a pattern to the expression it stands for.
//!
//! The pattern is parsed by `regex-syntax`; this module walks the tree and builds the expression
//! that the engine compiles. Nothing is printed and parsed again, so spaces under `(?x)`, names of
//! groups and escapes cannot be damaged on the way. Only literals typed as they are and bracketed
//! classes get new meanings; every other node is translated by `regex-syntax` itself, under the
//! flags in force at its place.
//!
//! The walk is recursive; [`NEST_LIMIT`] bounds its depth.

use std::cell::OnceCell;

use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::ast::{Ast, Concat, LiteralKind, Position, Span};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::alternatives::{Alternatives, Budget};
use super::class::{Accents, literal};
use super::flags::Flags;
use super::letter_forms::LetterForms;
use super::repetition::{Count, Item};
use super::{PatternError, PatternOptions, SIZE_LIMIT};

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
    options: PatternOptions,
    /// With ASCII.
    alphabet: &'a [char],
    /// The forms of letters where case is told apart, and where it is not.
    forms: [OnceCell<LetterForms>; 2],
    accents: OnceCell<Accents>,
}

impl<'a> Widener<'a> {
    /// For texts written in `alphabet`, which must include ASCII.
    pub fn new(alphabet: &'a [char], options: PatternOptions) -> Self {
        let (forms, accents) = Default::default();
        Self { options, alphabet, forms, accents }
    }

    /// The expression for `pattern`, whose tree is `tree`; `ignorable` may follow every literal.
    pub fn widen(
        &self,
        pattern: &str,
        tree: &Ast,
        ignorable: Option<&Hir>,
    ) -> Result<Hir, PatternError> {
        let walk = Walk { widener: self, pattern, ignorable, budget: Budget::new(SIZE_LIMIT) };
        let hir = walk.node(tree, &mut Flags::new(!self.options.case_sensitive))?;
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
}

/// The walk over one pattern.
struct Walk<'a> {
    widener: &'a Widener<'a>,
    pattern: &'a str,
    ignorable: Option<&'a Hir>,
    budget: Budget,
}

impl Walk<'_> {
    fn node(&self, ast: &Ast, flags: &mut Flags) -> Result<Hir, PatternError> {
        match ast {
            Ast::Literal(_) | Ast::Repetition(_) => self.concat(std::slice::from_ref(ast), flags),
            Ast::Concat(concat) => self.concat(&concat.asts, flags),
            Ast::Alternation(either) => {
                let branches = either.asts.iter().map(|branch| self.node(branch, flags));
                Ok(Hir::alternation(branches.collect::<Result<_, _>>()?))
            }
            Ast::Group(group) => {
                let mut inside = group.flags().map_or(*flags, |change| flags.changed(change));
                self.node(&group.ast, &mut inside)
            }
            Ast::Flags(set) => {
                *flags = flags.changed(&set.flags);
                Ok(Hir::empty())
            }
            Ast::ClassBracketed(class)
                if flags.unicode && !self.widener.options.accent_sensitive =>
            {
                let accents = || Accents::new(self.widener.alphabet);
                let accents = self.widener.accents.get_or_init(accents);
                let class = accents.widen(class, !flags.case_insensitive);
                self.as_written(&Ast::class_bracketed(class), *flags)
            }
            // Whatever else stands by itself: `.`, `^`, `\b`, `\w`, `\p{L}`, nothing.
            _ => self.as_written(ast, *flags),
        }
    }

    /// Nodes side by side.
    fn concat(&self, asts: &[Ast], flags: &mut Flags) -> Result<Hir, PatternError> {
        let mut parts = Vec::new();
        let mut rest = asts;
        while let [ast, after @ ..] = rest {
            let run: Vec<Item> = rest.iter().map_while(|ast| self.item(ast, *flags)).collect();
            if run.is_empty() {
                parts.push(self.single(ast, flags)?);
                rest = after;
            } else {
                let (asts, after) = rest.split_at(run.len());
                parts.push(self.run(asts, run, *flags)?);
                rest = after;
            }
        }
        Ok(Hir::concat(parts))
    }

    /// A literal typed as it is, once or repeated, if it means more than itself.
    fn item(&self, ast: &Ast, flags: Flags) -> Option<Item> {
        match ast {
            Ast::Literal(letter) if letter.kind == LiteralKind::Verbatim => {
                let slots = self.widener.forms(!flags.case_insensitive).slots(letter.c)?;
                Some(Item { slots, count: Count::ONCE })
            }
            Ast::Repetition(repeated) if matches!(*repeated.ast, Ast::Literal(_)) => {
                let Item { slots, .. } = self.item(&repeated.ast, flags)?;
                let count = Count::read(repeated, flags.swap_greed);
                (!slots.is_empty()).then_some(Item { slots, count })
            }
            _ => None,
        }
    }

    /// A run of literals. A character that folding drops means nothing beside others; alone,
    /// itself.
    fn run(&self, asts: &[Ast], run: Vec<Item>, flags: Flags) -> Result<Hir, PatternError> {
        if run.iter().all(|item| item.slots.is_empty()) {
            let written = asts.iter().map(|ast| self.as_written(ast, flags));
            return Ok(Hir::concat(written.collect::<Result<_, _>>()?));
        }
        let forms = self.widener.forms(!flags.case_insensitive);
        let (ignorable, budget) = (self.ignorable, &self.budget);
        self.affordable(Alternatives { forms, ignorable, budget }.of_run(run))
    }

    /// A node that is not part of a run of literals.
    fn single(&self, ast: &Ast, flags: &mut Flags) -> Result<Hir, PatternError> {
        match ast {
            Ast::Literal(_) => self.as_written(ast, *flags),
            Ast::Repetition(repeated) => {
                let count = Count::read(repeated, flags.swap_greed);
                Ok(count.of(match *repeated.ast {
                    Ast::Literal(_) => self.as_written(&repeated.ast, *flags),
                    _ => self.node(&repeated.ast, flags),
                }?))
            }
            _ => self.node(ast, flags),
        }
    }

    /// A node as `regex-syntax` translates it.
    fn as_written(&self, ast: &Ast, flags: Flags) -> Result<Hir, PatternError> {
        let translated = flags.translator().translate(self.pattern, ast);
        let hir = translated.map_err(regex_syntax::Error::from)?;
        self.budget.spend(match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
            _ => 0,
        });
        self.affordable(hir)
    }

    fn affordable(&self, hir: Hir) -> Result<Hir, PatternError> {
        if self.budget.is_spent() { Err(PatternError::TooLarge) } else { Ok(hir) }
    }
}
