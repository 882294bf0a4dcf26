//! Placements: which values of the facets an entry stands under.

use std::collections::{BTreeMap, HashSet};

/// A facet, by its place in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Facet(pub(super) u32);

/// A value of a facet, by its place in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueRef {
    /// The value at this index of the facet.
    Ruled(usize),
    /// What no value of the facet holds; sorts last.
    Unplaced,
}

/// The values of an entry under all facets: facet by facet, in each those that a page gives, in its
/// order, before those that rules derive, in the order of the values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placement(Vec<(Facet, PlacedBy, u32)>);

/// A value that rules give: its facet, and its index there.
pub(crate) type Value = (Facet, u32);

/// Who places an entry under a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PlacedBy {
    /// A page states it.
    Statement,
    /// A page repeats what rules said once.
    Copy,
    /// Rules.
    Rules,
}

/// The values of `facet` that some of `placements` hold, each with the places of these there. There
/// may be as many values as placements, so each is looked at once.
pub fn by_value(placements: &[Placement], facet: Facet) -> BTreeMap<ValueRef, Vec<usize>> {
    let mut by_value: BTreeMap<ValueRef, Vec<usize>> = BTreeMap::new();
    for (place, placement) in placements.iter().enumerate() {
        placement.under(facet).for_each(|value| by_value.entry(value).or_default().push(place));
    }
    by_value
}

impl Placement {
    /// The placement under these values; of several of one value the first counts.
    pub(super) fn new(values: impl IntoIterator<Item = (Value, PlacedBy)>) -> Self {
        let mut known = HashSet::new();
        let new = values.into_iter().filter(|&(value, _)| known.insert(value));
        let mut placed: Vec<_> = new.map(|((facet, value), by)| (facet, by, value)).collect();
        placed.sort_by_key(|&(facet, by, _)| (facet, by == PlacedBy::Rules));
        Self(placed)
    }

    /// The values under `facet`; [`ValueRef::Unplaced`] alone where there is none.
    pub fn under(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + '_ {
        let mut values = self.of(facet, |_| true).peekable();
        let unplaced = values.peek().is_none().then_some(ValueRef::Unplaced);
        values.chain(unplaced)
    }

    /// Those that a page states.
    pub fn stated(&self, facet: Facet) -> impl Iterator<Item = ValueRef> + '_ {
        self.of(facet, |by| by == PlacedBy::Statement)
    }

    fn of(
        &self,
        facet: Facet,
        is_wanted: impl Fn(PlacedBy) -> bool,
    ) -> impl Iterator<Item = ValueRef> {
        let first = self.0.partition_point(|value| value.0 < facet);
        let values = self.0[first..].iter().take_while(move |value| value.0 == facet);
        values
            .filter(move |value| is_wanted(value.1))
            .map(|&(.., value)| ValueRef::Ruled(value as usize))
    }

    /// The placement in a row of an image, without the values that are not known.
    pub(crate) fn read(row: &[u8], is_known: impl Fn(Value) -> bool) -> Self {
        let values = row.as_chunks::<4>().0.as_chunks::<3>().0.iter();
        let values = values.map(|value| value.map(u32::from_le_bytes)).map(|[facet, by, value]| {
            let by = match by {
                0 => PlacedBy::Statement,
                1 => PlacedBy::Copy,
                _ => PlacedBy::Rules,
            };
            (Facet(facet), by, value)
        });
        Self(values.filter(|&(facet, _, value)| is_known((facet, value))).collect())
    }

    /// Appends the row that [`Placement::read`] reads.
    pub(crate) fn write(&self, row: &mut Vec<u8>) {
        let numbers = self.0.iter().flat_map(|&(facet, by, value)| [facet.0, by as u32, value]);
        row.extend(numbers.flat_map(u32::to_le_bytes));
    }
}
