//! The lines of a page in order, and what they make.

use scraper::{ElementRef, Html, Node, Selector};

use crate::{
    Error, Result,
    read::xml::squeeze,
    statute::{Level, Line, Provision, ProvisionKind, Standing},
};

/// The most elements inside each other that are walked.
const MAX_DEPTH: usize = 200;

#[derive(Default)]
pub struct Walk {
    out: Vec<Provision>,
    path: Vec<Level>,
    /// The level whose heading comes next.
    awaits_heading: bool,
    lid: String,
    parts: Vec<String>,
    label: String,
    title: Vec<String>,
    signed: bool,
}

impl Walk {
    /// Reads a page; gives how many articles it announces.
    pub fn page(&mut self, page: &Html) -> Result<u64> {
        self.walk(page.root_element(), 0)?;
        let Ok(titles) = Selector::parse("p.ti-art, p.oj-ti-art") else { return Ok(0) };
        Ok(page.select(&titles).filter(|p| article(&words(*p)).is_some()).count() as u64)
    }

    pub fn title(&self) -> String {
        self.title.join(" ")
    }

    pub fn finish(&mut self) -> Vec<Provision> {
        std::mem::take(&mut self.out)
    }

    fn walk(&mut self, element: ElementRef<'_>, depth: usize) -> Result<()> {
        if depth > MAX_DEPTH {
            return Err(Error::TooLarge { what: "elements inside each other", limit: MAX_DEPTH as u64 });
        }
        match element.value().name() {
            "p" | "h1" => self.line(class(element), &words(element)),
            "script" | "style" | "head" | "footer" | "nav" => {}
            "tr" => return self.row(element, depth),
            _ => {
                for child in element.child_elements() {
                    self.walk(child, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    /// A row of two cells whose first is a mark is a point; any other row is read cell by cell.
    fn row(&mut self, row: ElementRef<'_>, depth: usize) -> Result<()> {
        let cells: Vec<ElementRef<'_>> =
            row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th")).collect();
        let mark = match cells.as_slice() {
            [first, _] => Some(words(*first)).filter(|mark| mark.chars().count() <= 8),
            _ => None,
        };
        let [_, second] = cells.as_slice() else {
            return cells.into_iter().try_for_each(|cell| self.walk(cell, depth + 1));
        };
        let Some(mark) = mark else {
            return cells.into_iter().try_for_each(|cell| self.walk(cell, depth + 1));
        };
        let key: String = mark.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        self.parts.push(if key.is_empty() { "-".to_owned() } else { key });
        self.label = mark;
        let walked = self.walk(*second, depth + 1);
        self.parts.pop();
        walked
    }

    fn line(&mut self, class: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        match class {
            "ti-section-1" => self.level(text),
            "ti-section-2" | "ti-grseq-1" if self.awaits_heading => self.heading(text),
            "ti-art" if article(text).is_some() => self.article(text),
            "sti-art" => self.subtitle(text),
            "doc-ti" => self.title.push(text.to_owned()),
            "signatory" | "note" => self.signed = true,
            _ if self.is_title(text) => self.title.push(text.to_owned()),
            _ => self.words(text),
        }
    }

    /// The lines of the title in pages that do not mark them.
    fn is_title(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        self.out.is_empty()
            && (lower.starts_with("verordening (")
                || lower.starts_with("richtlijn ")
                || lower.starts_with("betreffende "))
    }

    /// `HOOFDSTUK IV`, `Afdeling 1`: replaces the level of its kind and all inside it.
    fn level(&mut self, text: &str) {
        let (label, number) = text.rsplit_once(' ').unwrap_or((text, ""));
        let kind = label.to_lowercase();
        if let Some(at) = self.path.iter().position(|level| level.kind == kind) {
            self.path.truncate(at);
        }
        if kind == "hoofdstuk" {
            self.path.clear();
        }
        let mut chars = kind.chars();
        let label =
            chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default() + chars.as_str();
        self.path.push(Level { kind, label, number: number.to_owned(), heading: String::new() });
        self.awaits_heading = true;
    }

    fn heading(&mut self, text: &str) {
        self.awaits_heading = false;
        if let Some(level) = self.path.last_mut() {
            text.clone_into(&mut level.heading);
        }
    }

    fn article(&mut self, text: &str) {
        self.awaits_heading = false;
        self.lid.clear();
        let number = article(text).unwrap_or_default().to_owned();
        self.out.push(self.provision(ProvisionKind::Article, number));
    }

    fn provision(&self, kind: ProvisionKind, number: String) -> Provision {
        Provision {
            kind,
            number,
            heading: String::new(),
            path: self.path.clone(),
            standing: Standing::InForce,
            since: None,
            lines: Vec::new(),
        }
    }

    fn subtitle(&mut self, text: &str) {
        if let Some(last) = self.out.last_mut() {
            text.clone_into(&mut last.heading);
        }
    }

    fn words(&mut self, text: &str) {
        if self.signed {
            return;
        }
        if self.out.is_empty() {
            self.out.push(self.provision(ProvisionKind::Preamble, String::new()));
        }
        let in_article = self.out.last().is_some_and(|last| last.kind == ProvisionKind::Article);
        let (label, text) = match lid(text).filter(|_| in_article && self.parts.is_empty()) {
            Some((number, rest)) => {
                number.clone_into(&mut self.lid);
                (format!("{number}."), rest.to_owned())
            }
            None => (std::mem::take(&mut self.label), text.to_owned()),
        };
        let line = Line { lid: self.lid.clone(), parts: self.parts.clone(), label, text, ..Line::default() };
        if let Some(last) = self.out.last_mut() {
            last.lines.push(line);
        }
    }
}

/// The class that tells what a line is, without the newer prefix.
fn class<'a>(element: ElementRef<'a>) -> &'a str {
    let class = element.value().classes().next().unwrap_or_default();
    class.strip_prefix("oj-").unwrap_or(class)
}

/// The words of an element, notes left out.
fn words(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    for node in element.descendants() {
        let Node::Text(text) = node.value() else { continue };
        let note = node.ancestors().any(|outer| match outer.value() {
            Node::Element(outer) => {
                matches!(outer.name(), "sup") || outer.classes().any(|class| class == "super")
            }
            _ => false,
        });
        if !note {
            out.push_str(text);
        }
    }
    squeeze(&out)
}

/// `Artikel 28`.
fn article(text: &str) -> Option<&str> {
    let number = text.strip_prefix("Artikel ").or_else(|| text.strip_prefix("Article "))?.trim();
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// `3. De verwerking …` begins lid 3.
fn lid(text: &str) -> Option<(&str, &str)> {
    let (number, rest) = text.split_once('.')?;
    let fits = (1..=3).contains(&number.len()) && number.starts_with(|c: char| c.is_ascii_digit());
    let plain = number.chars().all(|c| c.is_ascii_digit() || c.is_ascii_lowercase());
    (fits && plain && rest.starts_with(' ')).then(|| (number, rest.trim_start()))
}
