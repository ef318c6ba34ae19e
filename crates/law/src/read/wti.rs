//! The wetstechnische informatie (WTI) of a law: its titles, abbreviations and fields of law.

use std::io::BufRead;

use serde::{Deserialize, Serialize};

use super::{
    toestand::is_bwb,
    xml::{Node, Xml, add_short, attribute, squeeze},
};
use crate::{Error, Result};

/// The most names of one law.
const MAX_NAMES: usize = 500;

/// What is known of a law whatever its state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Information {
    /// BWB number.
    pub law: String,
    /// `wet`, `AMvB`, …
    pub kind: String,
    /// Titles by which it is cited, the official one first.
    pub titles: Vec<String>,
    /// `DHW`.
    pub abbreviations: Vec<String>,
    /// Fields of law (rechtsgebieden).
    pub subjects: Vec<String>,
}

/// Reads the general information; the long lists of changes and links are passed over.
///
/// # Errors
/// As [`Error`] says.
pub fn read(source: impl BufRead) -> Result<Information> {
    let mut xml = Xml::new(source);
    let mut out = Information::default();
    let mut stack: Vec<String> = Vec::new();
    let mut text = String::new();
    loop {
        match xml.next()? {
            Node::Open(element) => {
                let name = element.local_name().as_ref().to_owned();
                if name == "wetstechnische-informatie" {
                    out.law = attribute(&element, "bwb-id").unwrap_or_default().to_uppercase();
                }
                stack.push(name);
                text.clear();
            }
            Node::Text(piece) => add_short(&mut text, &piece),
            Node::Instruction => {}
            Node::Close => {
                let name = stack.pop().unwrap_or_default();
                if stack.iter().any(|outer| outer == "algemene-informatie") {
                    out.add(&name, squeeze(&text));
                }
                text.clear();
            }
            Node::End => break,
        }
    }
    match is_bwb(&out.law) {
        true => Ok(out),
        false => Err(Error::Invalid("BWB number")),
    }
}

impl Information {
    fn add(&mut self, name: &str, text: String) {
        let list = match name {
            "citeertitel" | "niet-officiele-titel" => &mut self.titles,
            "afkorting" => &mut self.abbreviations,
            "hoofdgebied" | "specifiekgebied" => &mut self.subjects,
            "soort-regeling" => {
                self.kind = text;
                return;
            }
            _ => return,
        };
        if !text.is_empty() && list.len() < MAX_NAMES && !list.contains(&text) {
            list.push(text);
        }
    }
}
