//! Stems of Dutch and English words (Snowball). A dossier holds both languages, often in one
//! document, so a word is known by its stem in each.

use rust_stemmers::{Algorithm, Stemmer};

/// Both stemmers.
pub struct Stems {
    dutch: Stemmer,
    english: Stemmer,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stems")
    }
}

impl Default for Stems {
    fn default() -> Self {
        Self { dutch: Stemmer::create(Algorithm::Dutch), english: Stemmer::create(Algorithm::English) }
    }
}

impl Stems {
    /// The Dutch stem of a plain word. A doubled consonant at its end is one: `opzegging` and
    /// `opzegtermijn` are of one verb.
    #[must_use]
    pub fn dutch(&self, word: &str) -> String {
        if has_digit(word) {
            return word.to_owned();
        }
        let mut stem = self.dutch.stem(word).into_owned();
        if let [.., before, last] = stem.as_bytes()
            && before == last
            && last.is_ascii_lowercase()
            && !b"aeiou".contains(last)
        {
            stem.pop();
        }
        stem
    }

    /// The Dutch stems that the verb of a participle with a separable prefix may have: `opgeleverd`
    /// is of `opleveren`, and so found with `oplevering`. Two, because the last letter may be of
    /// the verb itself, as in `aangemeld`; none for any other word.
    #[must_use]
    pub fn participle_too(&self, word: &str) -> Vec<String> {
        let parts = SEPARABLE
            .iter()
            .find_map(|prefix| Some((prefix, word.strip_prefix(prefix)?.strip_prefix("ge")?)));
        let Some((prefix, rest)) = parts.filter(|(_, rest)| rest.is_ascii()) else { return Vec::new() };
        match rest.strip_suffix(['d', 't']) {
            Some(verb) if verb.len() >= 3 => {
                [verb, rest].map(|verb| self.dutch(&format!("{prefix}{verb}"))).to_vec()
            }
            _ => Vec::new(),
        }
    }

    /// The English stem of a plain word, where it differs from the Dutch one.
    #[must_use]
    pub fn english_too(&self, word: &str, dutch: &str) -> Option<String> {
        if has_digit(word) || !word.is_ascii() {
            return None;
        }
        let stem = self.english.stem(word);
        (stem != dutch).then(|| stem.into_owned())
    }
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

/// Prefixes that part from their verb, as in `levert op`. None begins another.
static SEPARABLE: &[&str] = &[
    "aan", "achter", "af", "bij", "door", "in", "mee", "na", "neer", "om", "op", "over", "samen", "tegen",
    "terug", "toe", "uit", "vast", "voor", "weg",
];

/// Words so common in Dutch or English that they say nothing about what a text is about.
#[must_use]
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Sorted, plain form.
static STOP_WORDS: &[&str] = &[
    "a", "aan", "about", "af", "al", "alle", "als", "also", "an", "and", "any", "are", "as", "at", "be",
    "been", "ben", "bij", "binnen", "by", "can", "could", "daar", "dan", "dat", "de", "der", "des", "deze",
    "did", "die", "dit", "do", "does", "door", "dus", "echter", "een", "en", "er", "for", "from", "geldt",
    "had", "hadden", "has", "have", "heb", "hebben", "heeft", "hem", "her", "het", "hij", "his", "hoe",
    "hoeveel", "how", "hun", "i", "ik", "in", "into", "is", "it", "its", "je", "kan", "kon", "kunnen",
    "maar", "mag", "may", "me", "meer", "men", "met", "might", "mij", "moest", "moesten", "moet", "moeten",
    "mogen", "must", "my", "na", "naar", "nog", "nu", "of", "om", "omdat", "on", "onder", "ons", "ook", "op",
    "or", "our", "over", "shall", "should", "so", "te", "ten", "ter", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "toch", "toen", "tot", "u", "uit", "uw", "van", "veel",
    "volgens", "voor", "waar", "waarom", "wanneer", "want", "waren", "was", "wat", "we", "welk", "welke",
    "werd", "were", "what", "when", "where", "which", "who", "why", "wie", "wij", "will", "with", "word",
    "worden", "wordt", "would", "you", "your", "ze", "zij", "zijn", "zo", "zou", "zouden", "zullen",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_share_a_stem() {
        let stems = Stems::default();
        for (a, b) in [
            ("huurovereenkomsten", "huurovereenkomst"),
            ("huren", "huur"),
            ("maanden", "maand"),
            ("opgezegd", "opgezegd"),
            ("verplichtingen", "verplichting"),
        ] {
            assert_eq!(stems.dutch(a), stems.dutch(b), "{a} {b}");
        }
        let english = |w: &str| stems.english_too(w, "").expect("a stem");
        assert_eq!(english("parties"), english("party"));
        assert_eq!(stems.dutch("6a"), "6a");
        for (participle, noun) in [
            ("opgeleverd", "oplevering"),
            ("opgezegd", "opzegging"),
            ("uitgevoerd", "uitvoering"),
            ("aangemeld", "aanmelding"),
            ("stopgezet", ""),
            ("ingenieur", ""),
        ] {
            let found = stems.participle_too(participle);
            let fits = if noun.is_empty() { found.is_empty() } else { found.contains(&stems.dutch(noun)) };
            assert!(fits, "{participle} {found:?}");
        }
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word("de") && !is_stop_word("huur"));
    }
}
