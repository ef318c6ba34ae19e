//! Which passwords are accepted: the policy `contract-2025` (P049). At least ten characters with
//! an upper-case and a lower-case letter, a digit and a special character; not common, not
//! guessable, not made of the person's or the firm's name. There is no periodic expiry.

use std::{collections::HashSet, sync::OnceLock};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use zxcvbn::{Score, matching::patterns::MatchPattern, zxcvbn};

use super::Password;

/// The least number of characters (code points in NFC).
pub const LEAST: usize = 10;
/// The greatest number; more would only be a way to keep the server busy.
pub const MOST: usize = 256;

/// A password among so many most common ones is refused, whatever its length.
const COMMON_RANK: usize = 3000;
/// Parts of names shorter than this are not looked for: every password holds some of them.
const NAME_PART: usize = 4;

/// What is wrong with a password. Each has its text in `web/src/i18n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Violation {
    /// Fewer than [`LEAST`] characters.
    Length,
    /// More than [`MOST`] characters.
    TooLong,
    /// No upper-case letter.
    Upper,
    /// No lower-case letter.
    Lower,
    /// No digit.
    Digit,
    /// No special character.
    Special,
    /// It is a common password, or one with the usual ornaments.
    Common,
    /// It can be guessed: patterns, repeats, dates, keys in a row.
    Guessable,
    /// It holds a part of the person's name or e-mail address.
    UserName,
    /// It holds a part of the firm's name.
    FirmName,
}

impl Violation {
    /// The name under which the violation is shown and translated.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::TooLong => "too_long",
            Self::Upper => "upper",
            Self::Lower => "lower",
            Self::Digit => "digit",
            Self::Special => "special",
            Self::Common => "common",
            Self::Guessable => "guessable",
            Self::UserName => "user_name",
            Self::FirmName => "firm_name",
        }
    }
}

/// Whose password it is to be.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The person's e-mail address.
    pub email: &'a str,
    /// The firm's name.
    pub firm: &'a str,
}

/// Everything that is wrong with a password; nothing where it is good.
#[must_use]
pub fn violations(password: &Password, owner: Owner<'_>) -> Vec<Violation> {
    let text = password.as_str();
    if password.chars() > MOST {
        return vec![Violation::TooLong];
    }
    let loose = loosened(text);
    let rules = [
        (Violation::Length, password.chars() < LEAST),
        (Violation::Upper, !text.chars().any(char::is_uppercase)),
        (Violation::Lower, !text.chars().any(char::is_lowercase)),
        (Violation::Digit, !text.chars().any(char::is_numeric)),
        (Violation::Special, text.chars().all(char::is_alphanumeric)),
        (Violation::UserName, holds_part(&loose, owner.name) || holds_part(&loose, owner.email)),
        (Violation::FirmName, holds_part(&loose, owner.firm)),
    ];
    let mut broken: Vec<Violation> =
        rules.into_iter().filter_map(|(violation, broken)| broken.then_some(violation)).collect();
    if is_common(text, &loose) {
        broken.push(Violation::Common);
    } else if zxcvbn(text, &[owner.name, owner.email, owner.firm]).score() < Score::Three {
        broken.push(Violation::Guessable);
    }
    broken
}

/// The forms in which a password is compared with words: lower case without accents, and the
/// same with letters for the digits and signs that stand for them.
struct Loose {
    plain: String,
    letters: String,
}

fn loosened(text: &str) -> Loose {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let letters = plain.chars().map(letter).collect();
    Loose { plain, letters }
}

const fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        other => other,
    }
}

/// Whether it holds a word of this name; the words after the `@` of an address belong to many.
fn holds_part(loose: &Loose, name: &str) -> bool {
    let own = name.split_once('@').map_or(name, |(own, _)| own);
    let own = loosened(own).plain;
    let words = own.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.chars().count() >= NAME_PART)
        .any(|word| loose.plain.contains(word) || loose.letters.contains(word))
}

/// Whether what is left without digits and signs at both ends is a word of the lists.
fn is_common(text: &str, loose: &Loose) -> bool {
    let ornament = |c: char| !c.is_alphabetic();
    let cores = [
        loose.plain.trim_matches(ornament).to_owned(),
        loose.letters.trim_matches(ornament).to_owned(),
        loosened(text.trim_matches(ornament)).letters,
        loose.plain.clone(),
    ];
    cores.iter().any(|core| is_listed(core))
}

fn is_listed(core: &str) -> bool {
    static OURS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let ours = OURS.get_or_init(|| include_str!("common.txt").split_whitespace().collect());
    if ours.contains(core) {
        return true;
    }
    let judged = zxcvbn(core, &[]);
    match judged.sequence() {
        [only] => match &only.pattern {
            MatchPattern::Dictionary(word) => word.rank <= COMMON_RANK && !core.is_empty(),
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests;
