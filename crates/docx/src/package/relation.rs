//! Relations between parts and the kinds of parts (ECMA-376 part 2 §6.5, §7.2.3).

use crate::{
    error::Error,
    span::Splices,
    story::located,
    xml::{Kind, Prefix, Tokens, escape},
};

/// A relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    pub id: String,
    /// The last word of its type: the same in transitional and strict packages.
    pub kind: String,
    /// The name of a part, or anything else where it is external.
    pub target: String,
    pub external: bool,
}

/// Where the relations of a part are kept; of the package itself when it has no name.
pub(crate) fn relations_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Reads a part of relations.
pub(crate) fn relations(name: &str, part: &str, text: &str) -> Result<Vec<Relation>, Error> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut tokens = Tokens::new(text, &Prefix::none());
    let mut found = Vec::new();
    while let Some(token) = tokens.next().map_err(|error| located(name, error))? {
        if !matches!(token.kind, Kind::Start | Kind::Empty) || token.local != "Relationship" {
            continue;
        }
        let external = token.attribute(text, "TargetMode").is_some_and(|mode| mode == "External");
        let kind = token.attribute(text, "Type").unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let target = token.attribute(text, "Target").unwrap_or_default();
        let target = if external { target } else { resolve(folder, &target) };
        let id = token.attribute(text, "Id").unwrap_or_default();
        found.push(Relation { id, kind, target, external });
    }
    Ok(found)
}

/// A target as a name in the container; it cannot leave the container.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        steps.extend(folder.split('/').filter(|step| !step.is_empty()));
    }
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The relations with one more.
pub(crate) fn add_relation(text: &str, kind: &str, target: &str, strict: bool) -> Option<String> {
    let base = if strict {
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    };
    let taken = relations("", "", text).ok()?;
    let id = (1..).map(|number| format!("rId{number}")).find(|id| taken.iter().all(|old| &old.id != id))?;
    append(text, |prefix| {
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"{}\"/>", escape(target))
    })
}

/// The kinds of parts with one more.
pub(crate) fn add_override(text: &str, part: &str, kind: &str) -> Option<String> {
    append(text, |prefix| {
        format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{kind}\"/>", escape(part))
    })
}

/// A document with one more element at the end of its root.
pub(crate) fn append(text: &str, make: impl Fn(&str) -> String) -> Option<String> {
    let mut tokens = Tokens::new(text, &Prefix::none());
    let mut splices = Splices::default();
    let mut root = String::new();
    let mut depth = 0;
    while let Some(token) = tokens.next().ok()? {
        match token.kind {
            Kind::Start => {
                if depth == 0 {
                    let name = token.element(text).name().as_ref().to_owned();
                    root = name.split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
                }
                depth += 1;
            }
            Kind::End => {
                depth -= 1;
                if depth == 0 {
                    splices.insert(token.span.start, make(&root));
                }
            }
            Kind::Empty if depth == 0 => {
                let tag = token.span.of(text);
                let name = token.element(text).name().as_ref().to_owned();
                let root = name.split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
                splices.replace(token.span, format!("{}{}</{name}>", crate::props::opened(tag), make(&root)));
            }
            _ => {}
        }
    }
    (!splices.is_empty()).then(|| splices.apply(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_inside_the_container() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "../customXml/item.xml"), "customXml/item.xml");
        assert_eq!(resolve("word", "/word/x.xml"), "word/x.xml");
        assert_eq!(resolve("", "../../../etc/passwd"), "etc/passwd");
    }

    #[test]
    fn one_more_element_stands_at_the_end_of_the_root() {
        let kinds = "<Types xmlns=\"t\"><Default/></Types>";
        let more = add_override(kinds, "word/comments.xml", "k").unwrap();
        assert_eq!(
            more,
            "<Types xmlns=\"t\"><Default/><Override PartName=\"/word/comments.xml\" ContentType=\"k\"/></Types>"
        );
        let empty = add_relation("<Relationships/>", "comments", "comments.xml", true).unwrap();
        assert!(empty.starts_with("<Relationships><Relationship Id=\"rId1\" Type=\"http://purl"), "{empty}");
        assert!(empty.ends_with("</Relationships>"), "{empty}");
    }
}
