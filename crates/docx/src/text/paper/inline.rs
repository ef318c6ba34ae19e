//! The pieces of a line as runs.

use std::collections::BTreeMap;

use super::{
    super::{
        inline::{Inline, Marks, Piece, Variable},
        node::{Block, Item, Text},
        number::Numbers,
    },
    bookmark,
};
use crate::xml::{escape, is_writable};

/// What a reference points at: the blocks whose numbers it shows.
#[derive(Debug, Clone)]
enum Aim {
    Article(String),
    /// A member and those above it, outermost first; of an article or of none.
    Member(Vec<String>, bool),
}

/// Writes the pieces of lines.
pub(super) struct Pen {
    numbers: Numbers,
    aims: BTreeMap<String, Aim>,
    /// The numbers of articles print the word.
    prints_word: bool,
    /// Ids of blocks with a bookmark, and its number: what something refers to, and the paragraphs of
    /// an article behind its members, which would otherwise seem to stand behind the article.
    marked: BTreeMap<String, u32>,
}

impl Pen {
    /// For a text; bookmarks are numbered from `first`.
    pub(super) fn of(text: &Text, prints_word: bool, first: u32) -> Self {
        let mut aims = BTreeMap::new();
        let mut ids: Vec<String> = Vec::new();
        for block in &text.content {
            match block {
                Block::Article(article) => {
                    aims.insert(article.id.clone(), Aim::Article(article.id.clone()));
                    article.content.iter().for_each(|it| members(it, &[], true, &mut aims));
                    let behind = article.content.iter().skip_while(|it| !matches!(it, Block::Members(_)));
                    ids.extend(behind.filter_map(|it| match it {
                        Block::Paragraph(line) => Some(line.id.clone()),
                        _ => None,
                    }));
                }
                other => members(other, &[], false, &mut aims),
            }
        }
        for target in text.targets() {
            match aims.get(target) {
                Some(Aim::Article(id)) => ids.push(id.clone()),
                Some(Aim::Member(above, _)) => ids.extend(above.iter().cloned()),
                None => {}
            }
        }
        ids.sort_unstable();
        ids.dedup();
        let marked = ids.into_iter().zip(first..).collect();
        Self { numbers: text.numbers(), aims, prints_word, marked }
    }

    /// The runs of a line.
    pub(super) fn runs(&self, content: &[Inline]) -> String {
        let mut out = String::new();
        for (at, inline) in content.iter().enumerate() {
            match &inline.piece {
                Piece::Text(text) => out.push_str(&run(text, inline.marks)),
                Piece::Break => out.push_str("<w:r><w:br/></w:r>"),
                Piece::Variable(variable) => out.push_str(&control(variable, inline.marks)),
                Piece::Citation(citation) => out.push_str(&run(&citation.text, inline.marks)),
                Piece::Reference { target } => {
                    let before = self.numbers.line(content.get(..at).unwrap_or_default());
                    out.push_str(&self.reference(target, &before, inline.marks));
                }
            }
        }
        out
    }

    /// The runs of a line between the marks of the bookmark of its block, if that has one.
    pub(super) fn marked(&self, id: &str, runs: String) -> String {
        match self.marked.get(id) {
            Some(number) => format!(
                "<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/>{runs}<w:bookmarkEnd w:id=\"{number}\"/>",
                bookmark(id)
            ),
            None => runs,
        }
    }

    /// The words of a reference, its numbers as fields.
    fn reference(&self, target: &str, before: &str, marks: Marks) -> String {
        let shown = self.numbers.shown(target, before);
        let begins = shown.chars().next().is_some_and(char::is_uppercase);
        let word = |lower: &str, upper: &str| run(if begins { upper } else { lower }, marks);
        let number = |id: &str| {
            let number = self.numbers.number(id).unwrap_or_default().trim_end_matches('.');
            field(&format!("REF {} \\n \\h", bookmark(id)), number, marks)
        };
        match self.aims.get(target) {
            None => highlighted(&shown, marks),
            Some(Aim::Article(id)) if self.prints_word => {
                let case = if begins { "FirstCap" } else { "Lower" };
                field(&format!("REF {} \\r \\h \\* {case}", bookmark(id)), &shown, marks)
            }
            Some(Aim::Article(id)) => format!("{}{}", word("artikel ", "Artikel "), number(id)),
            Some(Aim::Member(above, in_article)) => {
                let mut out = if *in_article { word("artikel ", "Artikel ") } else { word("punt ", "Punt ") };
                for (at, id) in above.iter().enumerate() {
                    out.push_str(&match at {
                        0 => String::new(),
                        1 => run(" onder ", marks),
                        _ => run(", ", marks),
                    });
                    out.push_str(&number(id));
                }
                out
            }
        }
    }
}

/// The members in a block, and below them.
fn members(block: &Block, above: &[String], in_article: bool, aims: &mut BTreeMap<String, Aim>) {
    let Block::Members(list) = block else { return };
    for Item { id, content } in &list.members {
        let path: Vec<String> = above.iter().chain([id]).cloned().collect();
        aims.insert(id.clone(), Aim::Member(path.clone(), in_article));
        content.iter().for_each(|it| members(it, &path, in_article, aims));
    }
}

fn properties(marks: Marks, more: &str) -> String {
    let all = [(marks.bold, "<w:b/>"), (marks.italic, "<w:i/>")];
    let mut out: String = all.into_iter().filter(|(is, _)| *is).map(|(_, xml)| xml).collect();
    out.push_str(more);
    if marks.underline {
        out.push_str("<w:u w:val=\"single\"/>");
    }
    if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
}

/// A run; tabs and new lines are elements of their own.
pub(super) fn run(text: &str, marks: Marks) -> String {
    run_with(text, &properties(marks, ""))
}

/// A run that stands out: something is still to be done.
fn highlighted(text: &str, marks: Marks) -> String {
    run_with(text, &properties(marks, "<w:highlight w:val=\"yellow\"/>"))
}

fn run_with(text: &str, properties: &str) -> String {
    let mut out = format!("<w:r>{properties}");
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        for (at, words) in line.split('\t').enumerate() {
            if at > 0 {
                out.push_str("<w:tab/>");
            }
            let words: String = words.chars().filter(|c| is_writable(c.encode_utf8(&mut [0; 4]))).collect();
            if !words.is_empty() {
                out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(&words)));
            }
        }
    }
    out.push_str("</w:r>");
    out
}

/// A field that shows a text (§17.16.18).
fn field(code: &str, shown: &str, marks: Marks) -> String {
    let look = properties(marks, "");
    let mark = |kind: &str| format!("<w:r>{look}<w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r>{look}<w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>{}{}{}",
        mark("begin"),
        mark("separate"),
        run(shown, marks),
        mark("end")
    )
}

/// A content control with the name of the variable as its tag (§17.5.2.42).
fn control(variable: &Variable, marks: Marks) -> String {
    let shown = variable.shown();
    let (placeholder, inner) = match variable.value {
        Some(_) => ("", run(&shown, marks)),
        None => ("<w:showingPlcHdr/>", highlighted(&shown, marks)),
    };
    let label = if variable.label.is_empty() { &variable.name } else { &variable.label };
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{}\"/><w:tag w:val=\"{}\"/>{placeholder}<w:text w:multiLine=\"1\"/></w:sdtPr>\
         <w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        clean(label),
        clean(&variable.name)
    )
}

/// A text as an attribute.
fn clean(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    escape(&text)
}
