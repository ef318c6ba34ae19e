//! The manifest of a law in the official repository: which states there are, and when each was
//! in force (geldigheid) and known as such (zicht).

use std::io::BufRead;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    toestand::is_bwb,
    xml::{Node, Xml, add_short, attribute},
};
use crate::{Error, Result, statute::NO_END};

/// The most states of one law.
const MAX_STATES: usize = 20_000;

/// The states of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// BWB number.
    pub law: String,
    /// The day on which the law itself entered into force.
    pub from: Option<Date>,
    /// Its states, in the order of the file.
    pub states: Vec<Expression>,
}

/// A state of a law, by its dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    /// First day in force.
    pub from: Date,
    /// Which rendering of that day.
    pub edition: u16,
    /// Last day in force.
    pub until: Date,
    /// Since when this is the rendering that counts.
    pub seen_from: Date,
    /// Until when.
    pub seen_until: Date,
}

#[derive(Default)]
struct Draft {
    label: String,
    dates: [Option<Date>; 4],
}

const NAMES: [&str; 4] = ["datum_inwerkingtreding", "einddatum", "zichtdatum_start", "zichtdatum_eind"];

/// Reads a manifest.
///
/// # Errors
/// As [`Error`] says; also where dates contradict each other.
pub fn read(source: impl BufRead) -> Result<Manifest> {
    let mut xml = Xml::new(source);
    let mut manifest = Manifest { law: String::new(), from: None, states: Vec::new() };
    let mut stack: Vec<String> = Vec::new();
    let mut draft: Option<Draft> = None;
    let mut text = String::new();
    loop {
        match xml.next()? {
            Node::Open(element) => {
                let name = element.local_name().as_ref().to_owned();
                let label = || attribute(&element, "label").unwrap_or_default();
                match name.as_str() {
                    "work" => manifest.law = label().to_uppercase(),
                    "expression" => draft = Some(Draft { label: label(), ..Draft::default() }),
                    _ => {}
                }
                stack.push(name);
                text.clear();
            }
            Node::Text(piece) => add_short(&mut text, &piece),
            Node::Instruction => {}
            Node::Close => {
                let name = stack.pop().unwrap_or_default();
                if let Some(at) = NAMES.iter().position(|known| *known == name) {
                    let date = date(&text)?;
                    match &mut draft {
                        Some(draft) => {
                            draft.dates.iter_mut().skip(at).take(1).for_each(|slot| *slot = Some(date))
                        }
                        None if at == 0 => manifest.from = Some(date),
                        None => {}
                    }
                }
                if name == "expression"
                    && let Some(draft) = draft.take()
                {
                    manifest.states.push(draft.finish()?);
                }
                if manifest.states.len() > MAX_STATES {
                    return Err(Error::TooLarge { what: "states", limit: MAX_STATES as u64 });
                }
            }
            Node::End => break,
        }
    }
    match is_bwb(&manifest.law) {
        true => Ok(manifest),
        false => Err(Error::Invalid("BWB number")),
    }
}

fn date(text: &str) -> Result<Date> {
    text.trim().parse().map_err(|_| Error::Invalid("date"))
}

impl Draft {
    fn finish(self) -> Result<Expression> {
        let (day, edition) = self.label.split_once('_').ok_or(Error::Invalid("name of a state"))?;
        let labelled = date(day)?;
        let [from, until, seen_from, seen_until] = self.dates;
        let from = from.unwrap_or(labelled);
        let out = Expression {
            from,
            edition: edition.parse().map_err(|_| Error::Invalid("name of a state"))?,
            until: until.unwrap_or(NO_END),
            seen_from: seen_from.unwrap_or(from),
            seen_until: seen_until.unwrap_or(NO_END),
        };
        let contradiction = |what, first, second| Err(Error::Contradiction { what, first, second });
        if out.from != labelled {
            return contradiction("name of the state and entry into force", labelled, out.from);
        }
        if out.until < out.from {
            return contradiction("begin and end of force", out.from, out.until);
        }
        if out.seen_until < out.seen_from {
            return contradiction("begin and end of view", out.seen_from, out.seen_until);
        }
        Ok(out)
    }
}
