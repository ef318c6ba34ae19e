//! The text of a decision. Newer ones have sections with roles and numbered groups; in older
//! ones the numbers and headings stand in the words.

use quick_xml::events::BytesStart;

use crate::{
    decision::{Paragraph, Section},
    read::xml::{attribute, squeeze},
};

#[derive(Default)]
pub struct Body {
    out: Vec<Paragraph>,
    stack: Vec<Open>,
    text: String,
    /// The number printed before the words (`<nr>`), of the paragraph being read.
    label: String,
}

struct Open {
    name: String,
    /// The section and the number that held before it began.
    section: Section,
    number: String,
}

impl Body {
    pub fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let (section, number) = self.state();
        if matches!(name, "para" | "title" | "bridgehead" | "row" | "nr") {
            self.flush(false);
        }
        let marked = match name {
            "uitspraak.info" | "conclusie.info" => Some(Section::Head),
            "section" => attribute(element, "role").and_then(|role| Section::of_role(&role)),
            _ => None,
        };
        let section = marked.unwrap_or(section);
        self.stack.push(Open { name: name.to_owned(), section, number });
        match name {
            "entry" | "listitem" | "li" => self.text.push(' '),
            "footnote" => self.text.push_str(" ["),
            _ => {}
        }
    }

    pub fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub fn close(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        match open.name.as_str() {
            "nr" => {
                let number = squeeze(&std::mem::take(&mut self.text));
                let number = number.trim_end_matches('.').to_owned();
                if is_number(&number) {
                    // it numbers what stands beside it, and what is inside of that
                    if let Some(group) = self.stack.iter_mut().rev().find(|open| {
                        matches!(open.name.as_str(), "paragroup" | "section" | "uitspraak" | "conclusie")
                    }) {
                        group.number.clone_from(&number);
                    }
                }
                self.label = number;
            }
            "title" | "bridgehead" => self.flush(true),
            "para" | "row" => self.flush(false),
            "footnote" => self.text.push(']'),
            "potentialnr" | "listmarking" | "entry" => self.text.push(' '),
            _ => {}
        }
    }

    pub fn finish(mut self) -> Vec<Paragraph> {
        self.flush(false);
        self.out
    }

    fn state(&self) -> (Section, String) {
        self.stack
            .last()
            .map_or((Section::Unknown, String::new()), |open| (open.section, open.number.clone()))
    }

    fn flush(&mut self, heading: bool) {
        let raw = std::mem::take(&mut self.text);
        for line in raw.split('\n') {
            let text = squeeze(line);
            if !text.is_empty() {
                self.line(text, heading);
            }
        }
    }

    fn line(&mut self, text: String, heading: bool) {
        let label = std::mem::take(&mut self.label);
        if heading || looks_like_heading(&text) {
            self.heading(label, text);
            return;
        }
        if let Some((title, rest)) = titled(&text) {
            let rest = rest.to_owned();
            self.heading(String::new(), title.to_owned());
            self.push(false, rest);
            return;
        }
        if let Some((title, number, rest)) = joined(&text) {
            self.heading(String::new(), title.to_owned());
            self.set_number(number);
            let rest = rest.to_owned();
            self.push(false, rest);
            return;
        }
        if let Some(number) = leading(&text) {
            let number = number.to_owned();
            self.set_number(&number);
        }
        self.push(false, text);
    }

    fn heading(&mut self, label: String, text: String) {
        if let Some(number) = leading(&text).map(ToOwned::to_owned) {
            self.set_number(&number);
        } else if is_number(&label) {
            self.set_number(&label);
        } else {
            // a chapter without a number ends the considerations before it
            self.set_number("");
        }
        if let Some(section) = Section::of_heading(&text) {
            // a heading of a subordinate part does not end an assessment that the publisher marked
            let marked = self.stack.iter().rev().find(|open| open.name == "section").map(|open| open.section);
            if marked.is_none_or(|marked| marked == Section::Unknown || marked == Section::Head) {
                self.set_section(section);
            }
        }
        self.push(true, text);
    }

    /// The group that carries the state of a text without sections is the whole body, or the
    /// section that the words stand in.
    fn carriers(&mut self) -> impl Iterator<Item = &mut Open> {
        let at = self
            .stack
            .iter()
            .rposition(|open| matches!(open.name.as_str(), "section" | "uitspraak" | "conclusie"));
        self.stack.iter_mut().skip(at.unwrap_or(0))
    }

    fn set_number(&mut self, number: &str) {
        self.carriers().for_each(|open| number.clone_into(&mut open.number));
    }

    fn set_section(&mut self, section: Section) {
        self.carriers().for_each(|open| open.section = section);
    }

    fn push(&mut self, heading: bool, text: String) {
        let (section, number) = self.state();
        self.out.push(Paragraph { number, section, heading, text });
    }
}

/// Whether this is the number of a consideration: `3`, `3.8`, `4.12.3`.
fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 12
        && text
            .split('.')
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The number that a paragraph begins with: `3.8. Het hof …`, `3.8 Het hof …`, `7. Het …`.
fn leading(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let raw = text.get(..end)?;
    let number = raw.trim_end_matches('.');
    // a lone number without a point is an amount or a date
    let printed = number.contains('.') || raw.ends_with('.');
    let rest = text.get(end..)?.trim_start();
    let begins = rest.chars().next().is_some_and(|c| c.is_uppercase() || "'’‘“\"([-–".contains(c));
    let apart = text.get(end..)?.starts_with([' ', '\u{a0}', '\t']) || raw.ends_with('.');
    (printed && begins && apart && is_number(number)).then_some(number)
}

/// `3. Beoordeling van het middel 3.1. In cassatie …`: a heading that runs on into its first
/// consideration.
fn joined(text: &str) -> Option<(&str, &str, &str)> {
    let chapter = leading(text).filter(|number| !number.contains('.'))?;
    let inner = format!(" {chapter}.1");
    let window =
        text.char_indices().take_while(|(at, _)| *at < 200).last().map(|(at, c)| at + c.len_utf8())?;
    let at = text.get(..window)?.find(&inner)?;
    let rest = text.get(at + 1..)?;
    let number = leading(rest)?;
    Some((text.get(..at)?, number, rest))
}

/// `5. Beslissing De Hoge Raad verwerpt het beroep.`: a heading of a known word that runs on into
/// its text.
fn titled(text: &str) -> Option<(&str, &str)> {
    const FIRST: [&str; 8] = [
        "Beslissing",
        "Beoordeling",
        "Overwegingen",
        "Feiten",
        "Geschil",
        "Geding",
        "Procesverloop",
        "Proceskosten",
    ];
    let number = leading(text).filter(|number| !number.contains('.'))?;
    let start = text.get(number.len()..)?.find(char::is_alphabetic)? + number.len();
    let rest = text.get(start..)?;
    if !FIRST.contains(&rest.split(' ').next()?) {
        return None;
    }
    let mut at = start;
    for (count, word) in rest.split(' ').enumerate() {
        if count > 0 && word.starts_with(char::is_uppercase) {
            return Some((text.get(..at)?.trim_end(), text.get(at..)?));
        }
        if count > 8 || word.ends_with(['.', ',', ';', ':']) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// A line in capitals, or a numbered line of a few words that names a section.
fn looks_like_heading(text: &str) -> bool {
    if text.chars().count() > 90 || text.ends_with([';', ',', ':']) {
        return false;
    }
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let shouted = letters.len() > 3 && letters.iter().all(|c| c.is_uppercase());
    let short = leading(text).is_some() || text.split(' ').count() <= 4;
    Section::of_heading(text).is_some() && (shouted || (short && !text.ends_with('.')))
}
