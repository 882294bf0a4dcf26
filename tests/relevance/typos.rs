//! Typos as people make them: one edit in one word of five letters or more.

/// `query` with one insertion, deletion, substitution or transposition, equally likely, in a
/// word of five letters or more, both chosen by `seed`; unchanged if there is no such word.
pub fn misspell(query: &str, seed: u64) -> String {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let chars: Vec<char> = query.chars().collect();
    let words: Vec<&[char]> =
        chars.chunk_by(|a, b| a.is_alphabetic() == b.is_alphabetic()).collect();
    let long: Vec<usize> =
        (0..words.len()).filter(|&w| words[w].len() >= 5 && words[w][0].is_alphabetic()).collect();
    if long.is_empty() {
        return query.to_owned();
    }
    let chosen = long[chance.below(long.len())];
    let mut words: Vec<Vec<char>> = words.into_iter().map(<[char]>::to_vec).collect();
    // Replacing a letter by itself, or swapping two of a kind, is no typo.
    let word = words[chosen].clone();
    while words[chosen] == word {
        edit(&mut words[chosen], &mut chance);
    }
    words.into_iter().flatten().collect()
}

fn edit(word: &mut Vec<char>, chance: &mut Chance) {
    let letter = char::from(b'a' + chance.below(26) as u8);
    match chance.below(4) {
        0 => word.insert(chance.below(word.len() + 1), letter),
        1 => drop(word.remove(chance.below(word.len()))),
        2 => {
            let at = chance.below(word.len());
            word[at] = letter;
        }
        _ => {
            let at = chance.below(word.len() - 1);
            word.swap(at, at + 1);
        }
    }
}

/// Marsaglia's xorshift64: the same chance on every machine.
pub struct Chance(pub u64);

impl Chance {
    /// A number from 0 to below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }
}
