//! The registers of the product: `library/registers`, compiled in. Their files are read in a test;
//! one that does not hold together is not there, and the test says why.

use std::sync::OnceLock;

use super::definition::{Definition, Told};

macro_rules! files {
    ($($key:literal),+ $(,)?) => {
        /// The registers in the order in which they are shown, each with its file.
        const FILES: &[(&str, &str)] = &[
            $(($key, include_str!(concat!("../../../../library/registers/", $key, ".toml")))),+
        ];
    };
}

files![
    "incidenten",
    "wwft-meldingen",
    "verzoeken",
    "verwerkingen",
    "verwerkers",
    "leveranciers",
    "locaties",
    "omgeving",
    "dpia",
    "risicos",
    "beleid",
    "verklaring-van-toepasselijkheid",
    "nalevingskalender",
    "opleiding",
    "geheimhouding",
    "screening",
    "wijzigingen",
    "vorderingen",
    "ai-gebruik",
    "wwft",
    "opdracht",
    "dossierreview",
];

/// All registers, in the order in which they are shown.
#[must_use]
pub fn all() -> &'static [Definition] {
    static ALL: OnceLock<Vec<Definition>> = OnceLock::new();
    ALL.get_or_init(|| {
        let keys: Vec<&str> = FILES.iter().map(|(key, _)| *key).collect();
        FILES.iter().filter_map(|(_, text)| Definition::parse(text, &keys).ok()).collect()
    })
}

/// The register of this key.
#[must_use]
pub fn find(key: &str) -> Option<&'static Definition> {
    all().iter().find(|it| it.key == key)
}

/// The campaigns of which everyone who keeps the registers is told as soon as something falls, each with
/// its register.
pub(crate) fn told_to_keepers() -> Vec<(&'static str, &'static str)> {
    let of = |it: &'static Definition| {
        let told = it.campaigns.iter().filter(|campaign| campaign.told == Told::Keepers);
        told.map(|campaign| (it.key.as_str(), campaign.key.as_str()))
    };
    all().iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use legalmind_core::account::Language;

    use super::*;

    #[test]
    fn every_file_holds_together_and_speaks_both_languages() {
        let keys: Vec<&str> = FILES.iter().map(|(key, _)| *key).collect();
        for (key, text) in FILES {
            let read = Definition::parse(text, &keys).unwrap_or_else(|faults| panic!("{key}: {faults:?}"));
            assert_eq!(read.key, *key);
            let labels = read.fields.iter().map(|it| &it.label);
            let names = read.campaigns.iter().map(|it| &it.name);
            for words in labels.chain(names).chain([&read.name, &read.purpose, &read.owner]) {
                for language in [Language::Nl, Language::En] {
                    assert!(!words.of(language).trim().is_empty(), "{key}");
                }
            }
            assert!(read.fields.iter().any(|it| it.column), "{key} has columns beside its title");
        }
        assert_eq!(all().len(), FILES.len());
    }

    #[test]
    fn p030_the_statement_of_applicability_has_the_93_controls() {
        let statement = find("verklaring-van-toepasselijkheid").expect("the statement");
        let mut numbers: Vec<&str> = statement.offers.iter().map(|it| it.key.as_str()).collect();
        numbers.dedup();
        assert_eq!(numbers.len(), 93);
        for (theme, count) in [("5-", 37), ("6-", 8), ("7-", 14), ("8-", 34)] {
            let of = numbers.iter().filter(|it| it.starts_with(theme));
            assert_eq!(of.count(), count, "{theme}");
            for number in 1..=count {
                assert!(numbers.contains(&format!("{theme}{number}").as_str()), "{theme}{number}");
            }
        }
        assert!(statement.whole, "it goes out as a whole or not at all");
    }
}
