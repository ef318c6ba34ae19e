//! Dutch compounds taken apart: `huurovereenkomsten` is `huur` and `overeenkomsten`.
//!
//! The words come from a list like Debian's `wdutch`, one a line, that is read when the product
//! starts. Without a list nothing is taken apart and everything else works.

use fst::Set;

use crate::normal::plain_word;

/// Letters that Dutch puts between the parts of a compound.
const LINKS: [&str; 4] = ["", "s", "en", "e"];
/// The shortest part, in letters, unless it is in [`SHORT`].
const MIN_PART: usize = 4;
/// The longest word that is taken apart, in bytes.
const MAX_WORD: usize = 64;
/// Short words that often begin or end a legal compound. Sorted.
const SHORT: &[&str] = &["akte", "bod", "bon", "dag", "eis", "erf", "job", "kas", "nut", "rol", "wet", "zee"];
/// Words that begin other words without being a part of their meaning: separable prefixes
/// and particles. Sorted.
const NO_FIRST: &[&str] = &[
    "achter", "boven", "buiten", "door", "mede", "mee", "meer", "neder", "onder", "over", "overeen", "terug",
    "tegen", "toe", "tussen", "uiteen", "veel", "verder", "voor", "voort", "vooruit", "weer", "wederom",
    "weder", "zonder", "samen", "binnen", "niet", "zelf",
];
/// Words that end other words as if they were suffixes.
const NO_LAST: &[&str] = &[
    "achtig", "baar", "dingen", "ende", "heden", "heid", "komst", "komsten", "lijk", "ling", "lingen",
    "loos", "matig", "ning", "ningen", "ring", "ringen", "schap", "schappen", "ster", "sters", "tingen",
    "vol", "waarde", "waarden", "waarts", "zaam", "eren", "erend", "ering", "eringen", "teren", "leren",
];

/// A splitter of compounds.
#[derive(Clone, Debug, Default)]
pub struct Compounds {
    words: Set<Vec<u8>>,
}

impl Compounds {
    /// A splitter by the words of `list`, one a line, UTF-8; lines that are not one plain word
    /// are passed over.
    #[must_use]
    pub fn from_list(list: &[u8]) -> Self {
        let mut words: Vec<String> = String::from_utf8_lossy(list)
            .lines()
            .map(str::trim)
            .filter(|word| word.chars().all(char::is_lowercase))
            .map(plain_word)
            .filter(|word| word.len() >= 3)
            .collect();
        words.sort_unstable();
        words.dedup();
        Self { words: Set::from_iter(words).unwrap_or_default() }
    }

    /// How many words are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no words are known, so that nothing is taken apart.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The parts of a plain word, in order, without linking letters; empty where it is no
    /// compound. The parts are the fewest that make it.
    #[must_use]
    pub fn split(&self, word: &str) -> Vec<String> {
        if self.is_empty()
            || word.len() < 2 * MIN_PART - 1
            || word.len() > MAX_WORD
            || !word.bytes().all(|b| b.is_ascii_lowercase())
        {
            return Vec::new();
        }
        let parts = self.two(word).or_else(|| self.three(word)).unwrap_or_default();
        parts.into_iter().map(ToOwned::to_owned).collect()
    }

    /// The parts of a plain word and the parts of those parts.
    #[must_use]
    pub fn all_parts(&self, word: &str) -> Vec<String> {
        let mut out = self.split(word);
        for part in out.clone() {
            for small in self.split(&part) {
                if !out.contains(&small) {
                    out.push(small);
                }
            }
        }
        out
    }

    /// Two parts; of several ways, the one whose shorter part is longest.
    fn two<'a>(&self, word: &'a str) -> Option<Vec<&'a str>> {
        let mut best: Option<(usize, [&str; 2])> = None;
        for end in 3..word.len().saturating_sub(2) {
            let (Some(first), Some(rest)) = (word.get(..end), word.get(end..)) else { continue };
            if !self.is_first(first) {
                continue;
            }
            for link in LINKS {
                let Some(last) = rest.strip_prefix(link).filter(|last| self.is_last(last)) else { continue };
                let worth = 4 * first.len().min(last.len()) + usize::from(link.is_empty());
                if best.is_none_or(|(known, _)| worth > known) {
                    best = Some((worth, [first, last]));
                }
            }
        }
        best.map(|(_, parts)| parts.to_vec())
    }

    /// Three parts: a first, and a rest that falls in two.
    fn three<'a>(&self, word: &'a str) -> Option<Vec<&'a str>> {
        for end in (MIN_PART..word.len().saturating_sub(2 * MIN_PART - 1)).rev() {
            let (Some(first), Some(rest)) = (word.get(..end), word.get(end..)) else { continue };
            if !self.is_first(first) {
                continue;
            }
            for rest in LINKS.iter().filter_map(|link| rest.strip_prefix(link)) {
                if let Some(parts) = self.two(rest) {
                    return Some(std::iter::once(first).chain(parts).collect());
                }
            }
        }
        None
    }

    fn is_first(&self, part: &str) -> bool {
        self.is_part(part) && !NO_FIRST.contains(&part)
    }

    fn is_last(&self, part: &str) -> bool {
        self.is_part(part) && !NO_LAST.contains(&part)
    }

    fn is_part(&self, part: &str) -> bool {
        (part.len() >= MIN_PART || SHORT.contains(&part)) && self.words.contains(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Debian's list, where it is installed.
    const LIST: &str = "/usr/share/dict/dutch";

    fn small() -> Compounds {
        Compounds::from_list("huur\novereenkomst\novereenkomsten\narbeid\nwet\nboek\nwetboek\nover\neen\nkomst\nAmsterdam\nverzekering\nongeschiktheid\narbeidsongeschiktheid\nmaatschappij\n".as_bytes())
    }

    #[test]
    fn compounds_fall_apart_at_their_joints() {
        let words = small();
        assert_eq!(words.split("huurovereenkomsten"), ["huur", "overeenkomsten"]);
        assert_eq!(words.split("arbeidsovereenkomst"), ["arbeid", "overeenkomst"]);
        assert_eq!(words.split("wetboek"), ["wet", "boek"]);
        assert_eq!(words.split("verzekeringsmaatschappij"), ["verzekering", "maatschappij"]);
        assert_eq!(
            words.all_parts("arbeidsongeschiktheidsverzekering"),
            ["arbeidsongeschiktheid", "verzekering", "arbeid", "ongeschiktheid"]
        );
        for whole in ["overeenkomst", "huur", "amsterdam", "xyzzy", ""] {
            assert_eq!(words.split(whole), Vec::<String>::new(), "{whole}");
        }
        assert_eq!(Compounds::default().split("huurovereenkomst"), Vec::<String>::new());
    }

    #[test]
    fn debians_list_takes_legal_compounds_apart() {
        let Ok(list) = std::fs::read(LIST) else {
            println!("skipped: {LIST} is not installed (Debian package wdutch)");
            return;
        };
        let words = Compounds::from_list(&list);
        assert!(words.len() > 200_000);
        for (word, parts) in [
            ("huurovereenkomsten", vec!["huur", "overeenkomsten"]),
            ("koopovereenkomst", vec!["koop", "overeenkomst"]),
            ("schadevergoeding", vec!["schade", "vergoeding"]),
            ("opzegtermijn", vec!["opzeg", "termijn"]),
            ("bestuurdersaansprakelijkheid", vec!["bestuurders", "aansprakelijkheid"]),
        ] {
            assert_eq!(words.split(word), parts);
        }
        for whole in [
            "overeenkomst",
            "rechter",
            "voorwaarde",
            "vordering",
            "partijen",
            "verweerder",
            "toekomst",
            "onderneming",
            "gedaagde",
        ] {
            assert_eq!(words.split(whole), Vec::<String>::new(), "{whole}");
        }
    }
}
