//! Numbers of paragraphs: what Word shows in front of them and does not write in their text.

use std::{
    collections::{HashMap, HashSet},
    io::BufRead,
};

use legalmind_core::document::Reason;
use quick_xml::events::BytesStart;

use super::xml::{self, Node};

/// Levels of a list (ECMA-376 17.9.6).
const LEVELS: usize = 9;

#[derive(Clone)]
struct Level {
    start: u32,
    format: String,
    text: String,
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".into(), text: String::new(), legal: false }
    }
}

#[derive(Default)]
struct List {
    pattern: u32,
    starts: HashMap<usize, u32>,
}

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub struct Numbering {
    patterns: HashMap<u32, Vec<Level>>,
    lists: HashMap<u32, List>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    restarted: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read<R: BufRead>(reader: Option<R>) -> Result<Self, Reason> {
        let mut all = Self::default();
        let Some(reader) = reader else { return Ok(all) };
        let (mut pattern, mut list, mut level) = (None, None, 0);
        xml::walk(reader, |node| {
            match node {
                Node::Open(element) => match element.local_name().as_ref() {
                    "abstractNum" => pattern = id(element, "abstractNumId"),
                    "num" => list = id(element, "numId"),
                    "lvl" | "lvlOverride" => {
                        level = id(element, "ilvl").map_or(LEVELS, |level| level as usize)
                    }
                    name => all.describe(name, element, pattern, list, level),
                },
                Node::Close("abstractNum") => pattern = None,
                Node::Close("num") => list = None,
                Node::Close(_) | Node::Text(_) => {}
            }
            Ok(())
        })?;
        Ok(all)
    }

    fn describe(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        pattern: Option<u32>,
        list: Option<u32>,
        at: usize,
    ) {
        if let Some(pattern) = pattern {
            let levels = self.patterns.entry(pattern).or_insert_with(|| vec![Level::default(); LEVELS]);
            let Some(level) = levels.get_mut(at) else { return };
            let value = || xml::attribute(element, "val").unwrap_or_default();
            match name {
                "start" => level.start = xml::number(element).unwrap_or(1),
                "numFmt" => level.format = value(),
                "lvlText" => level.text = value(),
                "isLgl" => level.legal = true,
                _ => {}
            }
        } else if let Some(list) = list {
            let list = self.lists.entry(list).or_default();
            match name {
                "abstractNumId" => list.pattern = xml::number(element).unwrap_or(0),
                "startOverride" => drop(list.starts.insert(at, xml::number(element).unwrap_or(1))),
                _ => {}
            }
        }
    }

    /// Counts one paragraph of a list; gives what stands in front of it, with a space.
    pub fn next(&mut self, list: u32, level: u32) -> String {
        let at = level as usize;
        let Some(List { pattern, starts }) = self.lists.get(&list) else { return String::new() };
        let Some(levels) = self.patterns.get(pattern) else { return String::new() };
        let Some(own) = levels.get(at) else { return String::new() };
        let counts = self.counts.entry(*pattern).or_default();
        let restart = starts.get(&at).filter(|_| self.restarted.insert((list, at)));
        for (index, count) in counts.iter_mut().enumerate() {
            if index == at {
                *count = Some(match (restart, *count) {
                    (Some(&start), _) => start,
                    (None, None) => own.start,
                    (None, Some(last)) => last.saturating_add(1),
                });
            } else if index > at {
                *count = None;
            } else if count.is_none() {
                // a level that was skipped counts as begun
                *count = Some(levels.get(index).map_or(1, |level| level.start));
            }
        }
        let label = label(own, levels, counts);
        if label.is_empty() { label } else { format!("{label} ") }
    }
}

fn id(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    xml::attribute(element, name)?.parse().ok()
}

fn label(own: &Level, levels: &[Level], counts: &[Option<u32>; LEVELS]) -> String {
    match own.format.as_str() {
        "bullet" => return "•".to_owned(),
        "none" => return String::new(),
        _ => {}
    }
    let mut out = String::new();
    let mut chars = own.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().and_then(|c| c.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
        let Some(digit) = digit else {
            out.push(c);
            continue;
        };
        chars.next();
        let at = digit as usize - 1;
        let count = counts.get(at).copied().flatten().unwrap_or(1);
        let format = levels.get(at).map_or("decimal", |level| level.format.as_str());
        out.push_str(&written(count, if own.legal { "decimal" } else { format }));
    }
    out.trim().to_owned()
}

/// A count in the way of a list (ECMA-376 17.18.59, the kinds in use here).
fn written(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count, 'a'),
        "upperLetter" => letters(count, 'A'),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// a, b, …, z, aa, bb, …
fn letters(count: u32, first: char) -> String {
    let Some(index) = count.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(u32::from(first) + index % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (index as usize / 26 + 1).min(20)).collect()
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 10_000 {
        return count.to_string();
    }
    let mut left = count;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="3">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Artikel %1"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
        </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>
        </w:lvlOverride></w:num></w:numbering>"#;

    #[test]
    fn articles_count_as_word_shows_them() {
        let mut lists = Numbering::read(Some(LISTS.as_bytes())).unwrap();
        let seen: Vec<String> =
            [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (2, 0), (2, 1), (9, 0)]
                .into_iter()
                .map(|(list, level)| lists.next(list, level))
                .collect();
        assert_eq!(
            seen,
            ["Artikel 1 ", "1.1 ", "1.2 ", "(a) ", "(b) ", "Artikel 2 ", "2.1 ", "Artikel 7 ", "7.1 ", ""]
        );
    }

    #[test]
    fn other_ways_of_counting() {
        assert_eq!(roman(1994), "MCMXCIV");
        assert_eq!(letters(27, 'a'), "aa");
        assert_eq!(letters(0, 'a'), "");
    }
}
