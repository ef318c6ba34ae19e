//! The one spelling in which the words of a contract, of a sign and of a figure are compared.

use legalmind_text::normal::{Spaces, fold};

/// The fold of a text without its accents: `vóór`, `één` and `coördinatie` are `voor`, `een` and
/// `coordinatie`. In Dutch an accent tells how a word sounds, and drafters set and leave it as they like.
pub(super) fn plain(text: &str) -> String {
    let folded = fold(text, Spaces::One);
    folded.as_str().chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}
