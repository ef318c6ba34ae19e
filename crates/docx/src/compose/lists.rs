//! The lists of a composed document.

use super::{
    parts::{HEAD, W},
    write::id,
};

/// One level of a list.
pub(crate) struct Level {
    format: &'static str,
    text: &'static str,
    style: &'static str,
    /// Where its text begins, in twentieths of a point.
    pub left: u32,
    hanging: u32,
}

/// The lists of a composed document: of articles and their members, of members elsewhere, of dashes.
pub(crate) fn lists() -> [Vec<Level>; 3] {
    let level = |format, text, style, left, hanging| Level { format, text, style, left, hanging };
    [
        vec![
            level("decimal", "Artikel %1", id::ARTICLE, 0, 0),
            level("decimal", "%1.%2", id::MEMBERS[0], 709, 709),
            level("lowerLetter", "%3.", id::MEMBERS[1], 1134, 425),
            level("lowerRoman", "%4.", id::MEMBERS[2], 1559, 425),
        ],
        vec![
            level("decimal", "%1.", id::NUMBERS[0], 567, 567),
            level("lowerLetter", "%2.", id::NUMBERS[1], 1134, 567),
            level("lowerRoman", "%3.", id::NUMBERS[2], 1701, 567),
        ],
        vec![
            level("bullet", "–", id::BULLETS[0], 1134, 425),
            level("bullet", "–", id::BULLETS[1], 1559, 425),
        ],
    ]
}

/// The lists of parties, (1), and of recitals, (A).
pub(crate) fn bracketed() -> [Vec<Level>; 2] {
    ["decimal", "upperLetter"]
        .map(|format| vec![Level { format, text: "(%1)", style: "", left: 567, hanging: 567 }])
}

/// The definition of a list; `styled` if its levels belong to the styles of a composed document.
pub(crate) fn definition(number: u32, levels: &[Level], styled: bool) -> String {
    let mut out =
        format!("<w:abstractNum w:abstractNumId=\"{number}\"><w:multiLevelType w:val=\"multilevel\"/>");
    for (at, level) in levels.iter().enumerate() {
        // the heading of an article stands behind its number
        let (behind, indent) = match level.hanging {
            0 => ("<w:suff w:val=\"space\"/>", String::new()),
            hanging => {
                ("", format!("<w:pPr><w:ind w:left=\"{}\" w:hanging=\"{hanging}\"/></w:pPr>", level.left))
            }
        };
        let style = match level.style {
            style if styled && !style.is_empty() => format!("<w:pStyle w:val=\"{style}\"/>"),
            _ => String::new(),
        };
        out.push_str(&format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{}\"/>{style}{behind}\
             <w:lvlText w:val=\"{}\"/><w:lvlJc w:val=\"left\"/>{indent}</w:lvl>",
            level.format, level.text
        ));
    }
    out.push_str("</w:abstractNum>");
    out
}

/// A list of this definition.
pub(crate) fn list(number: u32, definition: u32) -> String {
    format!("<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{definition}\"/></w:num>")
}

/// The part of lists.
pub(super) fn numbering() -> String {
    let lists = lists();
    let definitions: String =
        (0..).zip(&lists).map(|(number, levels)| definition(number, levels, true)).collect();
    let all: String = (0..).zip(&lists).map(|(number, _)| list(number + 1, number)).collect();
    numbering_of(&definitions, &all)
}

/// A part of lists with these definitions and lists.
pub(crate) fn numbering_of(definitions: &str, lists: &str) -> String {
    format!("{HEAD}<w:numbering {W}>{definitions}{lists}</w:numbering>")
}
