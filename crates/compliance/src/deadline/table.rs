//! The table of terms: `library/terms`, compiled in. Each row says where it stands in the law, and
//! whether the text of the law was compared with it.

use std::sync::OnceLock;

use jiff::civil::Date;
use legalmind_core::{
    check::Words,
    deadline::{Direction, Exclusion, FirstDay, Regime, Term, Unit},
};
use serde::Deserialize;

const FILES: [&str; 4] = [
    include_str!("../../../../library/terms/bestuursrecht.toml"),
    include_str!("../../../../library/terms/civiel.toml"),
    include_str!("../../../../library/terms/overig.toml"),
    include_str!("../../../../library/terms/verjaring.toml"),
];

/// What a row was compared with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checked {
    /// The day it was compared.
    pub on: Date,
    /// The text it was compared with: the law by its number in the Basiswettenbestand and the state
    /// that was read; or the place where the words of the article were read.
    pub with: String,
    /// The official text was at hand, and a test compares it again.
    #[serde(default)]
    pub text: Option<Text>,
}

/// The words of the official text that a row rests on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The number in the Basiswettenbestand, or `AVG`.
    pub law: String,
    /// The article.
    pub article: String,
    /// The words that stand in it.
    pub words: String,
}

/// A term of the law.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Its name in the table.
    pub key: String,
    /// The field of law, a heading of the list.
    pub field: String,
    /// What has to be done.
    pub title: Words,
    /// What it is counted from.
    pub event: Words,
    amount: u32,
    unit: Unit,
    #[serde(default = "after")]
    direction: Direction,
    #[serde(default = "statutory")]
    regime: Regime,
    #[serde(default = "next")]
    first: FirstDay,
    excluded: Option<Exclusion>,
    /// Where it stands.
    pub source: String,
    /// What to mind.
    pub note: Option<Words>,
    /// What it was compared with.
    pub checked: Checked,
}

const fn after() -> Direction {
    Direction::After
}
const fn statutory() -> Regime {
    Regime::Statutory
}
const fn next() -> FirstDay {
    FirstDay::Next
}

impl Row {
    /// Its term.
    #[must_use]
    pub const fn term(&self) -> Term {
        Term {
            amount: self.amount,
            unit: self.unit,
            direction: self.direction,
            regime: self.regime,
            first: self.first,
            excluded: self.excluded,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    term: Vec<Row>,
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// The table of the product. Its files are compiled in, and read in a test.
    pub fn dutch() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let files = FILES.iter().filter_map(|text| toml::from_str::<File>(text).ok());
            Self { rows: files.flat_map(|file| file.term).collect() }
        })
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of this name.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|it| it.key == key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use legalmind_core::account::Language;

    use super::*;

    #[test]
    fn every_file_is_read_and_every_key_is_one() {
        let mut keys = BTreeSet::new();
        for text in FILES {
            let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
            assert!(!file.term.is_empty());
            for row in file.term {
                assert!(keys.insert(row.key.clone()), "{} is there twice", row.key);
                assert!(!row.source.is_empty() && !row.checked.with.is_empty(), "{}", row.key);
                for language in [Language::Nl, Language::En] {
                    assert!(!row.title.of(language).is_empty() && !row.event.of(language).is_empty());
                }
            }
        }
        assert_eq!(keys.len(), Table::dutch().rows().len());
        assert!(keys.len() >= 30, "{} rows", keys.len());
    }
}
