//! Word documents: paragraphs with their numbers, headings, tables cell by cell, footnotes after
//! the paragraph that calls them, headers first and footers last. Tracked changes are read as
//! accepted: inserted text is there, deleted text is not.

mod body;
mod numbering;
mod styles;
mod xml;

use std::collections::{HashMap, HashSet};

use legalmind_core::document::Reason;

use super::container::{self, Archive};
use crate::block::Block;
use body::{Body, Notes};
use numbering::Numbering;
use styles::Styles;

/// A Word document.
pub struct Document {
    /// The title in its properties.
    pub title: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// Reads a document whose parts unpack to at most this many bytes.
pub fn read(bytes: &[u8], most: u64) -> Result<Document, Reason> {
    let mut archive = container::open(bytes, most)?;
    let main = main_part(&mut archive)?;
    let relations = relations(&mut archive, &main)?;
    let styles = match relations.one("styles") {
        Some(part) => Styles::read(container::part(&mut archive, part)?)?,
        None => Styles::default(),
    };
    let mut numbering = match relations.one("numbering") {
        Some(part) => Numbering::read(container::part(&mut archive, part)?)?,
        None => Numbering::default(),
    };
    let mut notes = Notes::default();
    for kind in ["footnotes", "endnotes"] {
        if let Some(part) = relations.one(kind) {
            let part = container::part(&mut archive, part)?;
            notes.extend(Body::new(&styles, &mut numbering, &Notes::default()).notes(part)?);
        }
    }
    let mut blocks = around(&mut archive, &relations, "header", &styles)?;
    let part = container::part(&mut archive, &main)?.ok_or(Reason::Malformed)?;
    blocks.extend(Body::new(&styles, &mut numbering, &notes).read(part)?);
    blocks.extend(around(&mut archive, &relations, "footer", &styles)?);
    let title = title(&mut archive)?;
    Ok(Document { title, blocks })
}

/// The headers or the footers, each text once.
fn around(
    archive: &mut Archive<'_>,
    relations: &Relations,
    kind: &str,
    styles: &Styles,
) -> Result<Vec<Block>, Reason> {
    let mut seen = HashSet::new();
    let mut blocks = Vec::new();
    for part in relations.all(kind) {
        let Some(part) = container::part(archive, part)? else { continue };
        let read = Body::new(styles, &mut Numbering::default(), &Notes::default()).read(part)?;
        for block in read {
            // a page number alone says nothing without pages
            let letters = block.text.chars().any(char::is_alphabetic);
            if letters && seen.insert(block.text.clone()) {
                blocks.push(Block::text(block.text));
            }
        }
    }
    Ok(blocks)
}

/// The parts a part points at, by the last word of the relation's type.
#[derive(Default)]
struct Relations(HashMap<String, Vec<String>>);

impl Relations {
    fn one(&self, kind: &str) -> Option<&str> {
        self.all(kind).next()
    }

    fn all(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.0.get(kind).into_iter().flatten().map(String::as_str)
    }
}

/// The relations of a part, or of the package when it has no name. Targets outside of the
/// container are left alone.
fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Relations, Reason> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name =
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut found = Relations::default();
    let Some(reader) = container::part(archive, &name)? else { return Ok(found) };
    xml::walk(reader, |node| {
        if let xml::Node::Open(element) = node
            && element.local_name().as_ref() == "Relationship"
            && xml::attribute(element, "TargetMode").is_none_or(|mode| mode != "External")
            && let (Some(kind), Some(target)) =
                (xml::attribute(element, "Type"), xml::attribute(element, "Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.0.entry(kind).or_default().push(resolve(folder, &target));
        }
        Ok(())
    })?;
    for parts in found.0.values_mut() {
        parts.sort();
        parts.dedup();
    }
    Ok(found)
}

/// A target as a name in the container.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

fn main_part(archive: &mut Archive<'_>) -> Result<String, Reason> {
    let relations = relations(archive, "")?;
    Ok(relations.one("officeDocument").unwrap_or("word/document.xml").to_owned())
}

fn title(archive: &mut Archive<'_>) -> Result<String, Reason> {
    let mut title = String::new();
    let mut inside = false;
    let Some(reader) = container::part(archive, "docProps/core.xml")? else { return Ok(title) };
    let read = xml::walk(reader, |node| {
        match node {
            xml::Node::Open(element) => inside = element.local_name().as_ref() == "title",
            xml::Node::Close(_) => inside = false,
            xml::Node::Text(text) if inside => title.push_str(text),
            xml::Node::Text(_) => {}
        }
        Ok(())
    });
    // broken properties do not take the text with them
    Ok(if read.is_ok() { title } else { String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_inside_the_container() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "../customXml/item.xml"), "customXml/item.xml");
        assert_eq!(resolve("word", "/word/x.xml"), "word/x.xml");
        assert_eq!(resolve("", "../../../etc/passwd"), "etc/passwd");
    }
}
