//! A text as a row of cells: its words, with each legal reference as one cell.
//!
//! A quoted text that holds a reference is to be found in any spelling of it, the words around it
//! as they were typed. `op grond van art. 6:94 BW` and `op grond van artikel 6:94 Burgerlijk
//! Wetboek` have the same four cells.

use std::ops::Range;

use legalmind_text::{reference::Reference, token::Token};

/// A word, or a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The word; of a reference its keys, the narrowest first.
    pub names: Vec<String>,
    /// Its first byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The cells of a text, from its words and its references, both in order.
pub fn cells(text: &str, tokens: &[Token], references: &[Reference]) -> Vec<Cell> {
    let mut ahead = references.iter().zip(places(text, references)).peekable();
    let mut out: Vec<Cell> = Vec::with_capacity(tokens.len());
    for token in tokens {
        if out.last().is_some_and(|last| token.start < last.end) {
            continue;
        }
        while ahead.next_if(|(_, place)| place.end <= token.start).is_some() {}
        let mut cell = Cell { names: Vec::new(), start: token.start, end: token.end };
        while let Some((reference, place)) = ahead.next_if(|(_, place)| place.start < cell.end) {
            cell.names.extend(reference.keys().map(ToOwned::to_owned));
            cell.end = cell.end.max(place.end);
        }
        if cell.names.is_empty() {
            cell.names.push(token.text.clone());
        }
        out.push(cell);
    }
    out
}

/// The bytes of the references.
pub fn places(text: &str, references: &[Reference]) -> Vec<Range<usize>> {
    if references.is_empty() {
        return Vec::new();
    }
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let byte = |at: u32| usize::try_from(at).ok().and_then(|at| bytes.get(at)).copied().unwrap_or(text.len());
    references.iter().map(|found| byte(found.range.start)..byte(found.range.end)).collect()
}

#[cfg(test)]
mod tests {
    use legalmind_text::{reference, token};

    use super::*;

    fn names(text: &str) -> Vec<String> {
        let all = cells(text, &token::words(text), &reference::find(text));
        assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start), "{all:?}");
        all.into_iter().map(|cell| cell.names.join(" ")).collect()
    }

    #[test]
    fn a_reference_is_one_cell_in_any_spelling() {
        let wanted = ["dat", "op", "grond", "van", "bw:6:94", "wordt", "gematigd"];
        for spelling in ["art. 6:94 BW", "artikel 6:94 Burgerlijk Wetboek", "artikel 94 van Boek 6 BW"] {
            assert_eq!(names(&format!("dat op grond van {spelling} wordt gematigd")), wanted, "{spelling}");
        }
        assert_eq!(names("één art. 6:162 lid 1 BW."), ["een", "bw:6:162:1 bw:6:162"]);
        assert_eq!(names("artikelen 3:40 en 3:41 BW"), ["bw:3:40", "en", "bw:3:41"]);
        assert_eq!(names("zie ECLI:NL:HR:2016:162;"), ["zie", "ecli:nl:hr:2016:162"]);
        assert_eq!(names("geen verwijzing"), ["geen", "verwijzing"]);
    }
}
