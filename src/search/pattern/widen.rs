//! From a pattern to the expression it stands for.
//!
//! The pattern is parsed by `regex-syntax`; this module walks the tree and builds the
//! expression that the engine compiles. Nothing is printed and parsed again, so spaces under
//! `(?x)`, names of groups and escapes can not be damaged on the way. Only literals typed
//! as they are and bracketed classes are given new meanings; every other node is translated
//! by `regex-syntax` itself, under the flags in force at its place.
//!
//! The walk is recursive; [`NEST_LIMIT`] bounds its depth.

use std::cell::OnceCell;

use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::ast::{Ast, Literal, LiteralKind, Position, Span};
use regex_syntax::hir::{Class, Hir, HirKind};

use super::class::Accents;
use super::flags::Flags;
use super::lexicon::Lexicon;
use super::run::{Piece, weave_run};
use super::turns::Turns;
use super::weave::{Budget, Weaver};
use super::{PatternError, PatternOptions, SIZE_LIMIT};

/// How deep groups, repetitions and classes may nest: the regex crate's own limit.
pub(super) const NEST_LIMIT: u32 = 250;

/// The meanings of letters for one corpus, under both states of `(?i)`.
pub(super) struct Meanings {
    alphabet: Vec<char>,
    accent_sensitive: bool,
    by_case: [OnceCell<(Lexicon, Accents)>; 2],
}

impl Meanings {
    /// The meanings that can occur in a text of `alphabet`, which holds ASCII too.
    pub fn new(alphabet: Vec<char>, accent_sensitive: bool) -> Self {
        let by_case = Default::default();
        Self { alphabet, accent_sensitive, by_case }
    }

    fn under(&self, flags: Flags) -> &(Lexicon, Accents) {
        let case_sensitive = !flags.case_insensitive;
        self.by_case[usize::from(case_sensitive)].get_or_init(|| {
            let lexicon = Lexicon::new(&self.alphabet, case_sensitive, self.accent_sensitive);
            (lexicon, Accents::new(&self.alphabet, case_sensitive))
        })
    }
}

/// A pattern, read but not yet widened.
pub(super) enum Parsed<'p> {
    /// Every character is a literal.
    Fixed(&'p str),
    /// A regular expression and its tree.
    Tree(&'p str, Ast),
}

impl<'p> Parsed<'p> {
    /// Reads `pattern`; [`PatternError::Syntax`] if it is not a regular expression.
    pub fn read(pattern: &'p str, fixed: bool) -> Result<Self, PatternError> {
        if fixed {
            return Ok(Self::Fixed(pattern));
        }
        let mut parser = ParserBuilder::new().nest_limit(NEST_LIMIT).build();
        let tree = parser.parse(pattern).map_err(regex_syntax::Error::from)?;
        Ok(Self::Tree(pattern, tree))
    }

    /// The expression for this pattern. `swallow`, if given, may follow every literal.
    pub fn widen(
        &self,
        options: PatternOptions,
        meanings: &Meanings,
        swallow: Option<&Hir>,
    ) -> Result<Hir, PatternError> {
        let (Self::Fixed(pattern) | Self::Tree(pattern, _)) = *self;
        let flags = Flags::new(!options.case_sensitive);
        let mut widener =
            Widener { pattern, meanings, swallow, flags, budget: Budget::new(SIZE_LIMIT) };
        match self {
            Self::Fixed(text) => widener.fixed(text),
            Self::Tree(_, tree) => widener.node(tree),
        }
    }
}

struct Widener<'a> {
    pattern: &'a str,
    meanings: &'a Meanings,
    swallow: Option<&'a Hir>,
    flags: Flags,
    budget: Budget,
}

impl Widener<'_> {
    fn fixed(&mut self, text: &str) -> Result<Hir, PatternError> {
        let letters: Vec<Ast> = text.chars().map(verbatim).collect();
        self.concat(&letters)
    }

    fn node(&mut self, ast: &Ast) -> Result<Hir, PatternError> {
        match ast {
            Ast::Literal(_) | Ast::Repetition(_) => self.concat(std::slice::from_ref(ast)),
            Ast::Concat(concat) => self.concat(&concat.asts),
            Ast::Alternation(either) => {
                let branches = either.asts.iter().map(|branch| self.node(branch));
                Ok(Hir::alternation(branches.collect::<Result<_, _>>()?))
            }
            Ast::Group(group) => {
                let outside = self.flags;
                self.flags = group.flags().map_or(outside, |flags| outside.changed(flags));
                let inside = self.node(&group.ast);
                self.flags = outside;
                inside
            }
            Ast::Flags(set) => {
                self.flags = self.flags.changed(&set.flags);
                Ok(Hir::empty())
            }
            Ast::ClassBracketed(class) if self.widens_classes() => {
                let (_, accents) = self.meanings.under(self.flags);
                self.as_written(&Ast::class_bracketed(accents.widen(class)))
            }
            // Whatever else stands by itself: `.`, `^`, `\b`, `\w`, `\p{L}`, nothing.
            _ => self.as_written(ast),
        }
    }

    fn widens_classes(&self) -> bool {
        self.flags.unicode && !self.meanings.accent_sensitive
    }

    /// Nodes in a row: literals side by side are woven together.
    fn concat(&mut self, asts: &[Ast]) -> Result<Hir, PatternError> {
        let mut parts = Vec::new();
        let mut run = Run::default();
        for ast in asts {
            match self.piece(ast) {
                Some(piece) if piece.slots.is_empty() => run.dropped.push(ast),
                Some(piece) => run.pieces.push(piece),
                None => {
                    self.finish(&mut run, &mut parts)?;
                    parts.push(self.unwoven(ast)?);
                }
            }
        }
        self.finish(&mut run, &mut parts)?;
        Ok(Hir::concat(parts))
    }

    /// Weaves `run` and leaves it empty.
    fn finish(&self, run: &mut Run<'_>, parts: &mut Vec<Hir>) -> Result<(), PatternError> {
        let Run { pieces, dropped } = std::mem::take(run);
        if pieces.is_empty() {
            for ast in dropped {
                parts.push(self.as_written(ast)?);
            }
        } else {
            let (lexicon, _) = self.meanings.under(self.flags);
            let (swallow, budget) = (self.swallow, &self.budget);
            let weaver = Weaver { lexicon, swallow, budget };
            parts.push(self.affordable(weave_run(&weaver, pieces))?);
        }
        Ok(())
    }

    /// A literal typed as it is, once or repeated, if it means more than itself.
    fn piece(&self, ast: &Ast) -> Option<Piece> {
        let turns = Turns::ONCE;
        match ast {
            Ast::Literal(letter) if letter.kind == LiteralKind::Verbatim => {
                let (lexicon, _) = self.meanings.under(self.flags);
                let slots = lexicon.slots(letter.c)?;
                Some(Piece { slots, turns })
            }
            Ast::Repetition(repeated) if matches!(*repeated.ast, Ast::Literal(_)) => {
                let Piece { slots, .. } = self.piece(&repeated.ast)?;
                let turns = Turns::read(repeated, self.flags.swap_greed);
                (!slots.is_empty()).then_some(Piece { slots, turns })
            }
            _ => None,
        }
    }

    /// A node of a row that is not part of a run of literals.
    fn unwoven(&mut self, ast: &Ast) -> Result<Hir, PatternError> {
        match ast {
            Ast::Literal(_) => self.as_written(ast),
            Ast::Repetition(repeated) => {
                let turns = Turns::read(repeated, self.flags.swap_greed);
                let turn = match *repeated.ast {
                    Ast::Literal(_) => self.as_written(&repeated.ast),
                    _ => self.node(&repeated.ast),
                };
                Ok(turns.of(turn?))
            }
            _ => self.node(ast),
        }
    }

    /// What the regex crate makes of a node.
    fn as_written(&self, ast: &Ast) -> Result<Hir, PatternError> {
        let translated = self.flags.translator().translate(self.pattern, ast);
        let hir = translated.map_err(regex_syntax::Error::from)?;
        self.budget.spend(match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
            _ => 0,
        });
        self.affordable(hir)
    }

    fn affordable(&self, hir: Hir) -> Result<Hir, PatternError> {
        match self.budget.is_overdrawn() {
            true => Err(PatternError::TooLarge { limit: SIZE_LIMIT }),
            false => Ok(hir),
        }
    }
}

/// Literals side by side.
#[derive(Default)]
struct Run<'a> {
    pieces: Vec<Piece>,
    /// What folds to nothing. Beside other literals it means nothing; alone, itself.
    dropped: Vec<&'a Ast>,
}

/// A literal node for a character that was not read from a regular expression.
fn verbatim(c: char) -> Ast {
    let span = Span::splat(Position::new(0, 1, 1));
    let kind = LiteralKind::Verbatim;
    Ast::literal(Literal { span, kind, c })
}
