//! Decisions of courts: what the metadata says, and the numbered paragraphs where the text is
//! published.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A decision, or the conclusion of an advocate general.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `ECLI:NL:HR:2016:162`, in capitals.
    pub ecli: String,
    /// The court's name as published.
    pub court: String,
    /// The day of the decision.
    pub date: Option<Date>,
    /// The day of publication.
    pub published: Option<Date>,
    /// `Uitspraak` or `Conclusie`.
    pub kind: String,
    /// Case numbers (zaaknummers).
    pub cases: Vec<String>,
    /// Fields of law (rechtsgebieden).
    pub subjects: Vec<String>,
    /// `Cassatie`, `Eerste aanleg - meervoudig`, …
    pub procedures: Vec<String>,
    /// Where it was published: `NJ 2016/123`.
    pub places: Vec<String>,
    /// The number it had before the ECLI (LJN), if any.
    pub replaces: Vec<String>,
    /// Laws that the metadata names, as jci.
    pub laws: Vec<String>,
    /// Decisions of the same case, by ECLI.
    pub related: Vec<String>,
    /// The publisher's summary (inhoudsindicatie).
    pub summary: String,
    /// The text; empty where only the metadata is published.
    pub paragraphs: Vec<Paragraph>,
}

impl Decision {
    /// Whether the text is published.
    #[must_use]
    pub fn has_text(&self) -> bool {
        !self.paragraphs.is_empty()
    }

    /// The paragraphs of a consideration (rechtsoverweging): `3.8` holds what is numbered `3.8`
    /// and `3.8.1`, and `3` all of chapter 3.
    pub fn consideration<'a>(&'a self, number: &'a str) -> impl Iterator<Item = &'a Paragraph> {
        self.paragraphs.iter().filter(move |paragraph| {
            paragraph.number.strip_prefix(number).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// Whether any paragraph is numbered.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.paragraphs.iter().any(|paragraph| !paragraph.number.is_empty())
    }
}

/// A paragraph of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The number of the consideration it belongs to: `3.8`; empty where there is none.
    pub number: String,
    /// Which part of the decision it stands in.
    pub section: Section,
    /// Whether it is a heading.
    pub heading: bool,
    /// The words.
    pub text: String,
}

/// A part of a decision, by who speaks in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Section {
    /// Not marked, and not recognised by its heading.
    #[default]
    Unknown,
    /// Court, parties, case numbers.
    Head,
    /// What happened in the proceedings (procesverloop, het geding).
    Proceedings,
    /// The facts that were established (de feiten).
    Facts,
    /// The dispute and what parties say (het geschil, standpunten, middelen).
    Dispute,
    /// What the court itself considers (beoordeling, overwegingen).
    Assessment,
    /// What it decides (beslissing, dictum).
    Ruling,
}

impl Section {
    /// A name for machines.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Head => "head",
            Self::Proceedings => "proceedings",
            Self::Facts => "facts",
            Self::Dispute => "dispute",
            Self::Assessment => "assessment",
            Self::Ruling => "ruling",
        }
    }

    /// The section that a heading opens; `None` where it says nothing about it.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        let plain = heading
            .trim()
            .trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c))
            .to_lowercase();
        let words = |list: &[&str]| list.iter().any(|word| plain.contains(word));
        if plain.is_empty() || plain.len() > 160 {
            return None;
        }
        // the first that fits: "beoordeling van het geschil" is an assessment
        if words(&["beslissing", "dictum", "rechtdoende"]) || plain == "uitspraak" || plain == "de uitspraak"
        {
            Some(Self::Ruling)
        } else if words(&["beoordeling", "overweging", "motivering", "bespreking van"]) {
            Some(Self::Assessment)
        } else if words(&["feiten", "uitgangspunten"]) {
            Some(Self::Facts)
        } else if words(&[
            "geschil",
            "standpunt",
            "grieven",
            "het middel",
            "de middelen",
            "vordering",
            "verweer",
            "verzoek",
        ]) {
            Some(Self::Dispute)
        } else if words(&[
            "procesverloop",
            "procedure",
            "het geding",
            "geding in",
            "loop van",
            "ontstaan",
            "zitting",
        ]) {
            Some(Self::Proceedings)
        } else {
            None
        }
    }

    /// The section that the publisher marked.
    #[must_use]
    pub fn of_role(role: &str) -> Option<Self> {
        match role {
            "procesverloop" => Some(Self::Proceedings),
            "feiten" => Some(Self::Facts),
            "geschil" | "standpunten" => Some(Self::Dispute),
            "overwegingen" | "beoordeling" => Some(Self::Assessment),
            "beslissing" | "dictum" => Some(Self::Ruling),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_who_speaks() {
        for (heading, wanted) in [
            ("3. Beoordeling van het middel van cassatie", Some(Section::Assessment)),
            ("OVERWEGINGEN", Some(Section::Assessment)),
            ("4Beoordeling van het geschil", Some(Section::Assessment)),
            ("2Feiten", Some(Section::Facts)),
            ("3Geschil in hoger beroep", Some(Section::Dispute)),
            ("1Ontstaan en loop van het geding", Some(Section::Proceedings)),
            ("De beslissing", Some(Section::Ruling)),
            ("4De uitspraak", Some(Section::Ruling)),
            ("Kosten", None),
            ("", None),
        ] {
            assert_eq!(Section::of_heading(heading), wanted, "{heading}");
        }
    }

    #[test]
    fn a_consideration_holds_its_own_numbers_alone() {
        let paragraph = |number: &str| Paragraph { number: number.into(), ..Paragraph::default() };
        let decision = Decision {
            paragraphs: ["3", "3.8", "3.8.1", "3.80", "4"].map(paragraph).into(),
            ..Decision::default()
        };
        let found = |number| decision.consideration(number).map(|p| p.number.clone()).collect::<Vec<_>>();
        assert_eq!(found("3.8"), ["3.8", "3.8.1"]);
        assert_eq!(found("3").len(), 4);
        assert!(found("5").is_empty());
    }
}
