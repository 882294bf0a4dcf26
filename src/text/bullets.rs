//! The marks that begin the items of lists in captured pages.

/// Marks that begin an item wherever they stand.
pub const BULLETS: [char; 5] = ['•', '◦', '▪', '‣', '●'];

/// Marks that begin one at the head of a line, and stand in prose, too.
pub const DASHES: [char; 3] = ['-', '–', '—'];

/// Whether `c` marks an item at the head of a line.
pub fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c) || DASHES.contains(&c) || matches!(c, '*' | '·')
}
