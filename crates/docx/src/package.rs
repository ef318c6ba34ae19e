//! A Word file: its container, its text parts, what was changed.

mod relation;

use std::collections::{BTreeMap, HashSet};

pub(crate) use relation::{Relation, add_override, add_relation, append, relations, relations_name};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    limits::Limits,
    story::{Story, StoryKind, located},
    xml::{Kind, Prefix, Tokens},
    zip::{Container, key},
};

/// What a file says of itself beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// It is written in strict OOXML (ECMA-376 part 1, without part 4).
    pub strict: bool,
    /// It carries macros. They are kept and never run.
    pub macros: bool,
    /// It carries a digital signature, which any change breaks.
    pub signed: bool,
    /// Editing is restricted (`documentProtection`, §17.15.1.29): `readOnly`, `comments`,
    /// `trackedChanges` or `forms`.
    pub protection: Option<String>,
    /// Word tracks changes in it (`trackRevisions`, §17.15.1.90).
    pub tracking: bool,
    /// Targets outside of the file that it names. Nothing here ever opens one.
    pub external: usize,
}

/// An open Word file. Changes are made on it and written by [`Package::save`].
#[derive(Debug, Clone)]
pub struct Package {
    pub(crate) container: Container,
    pub(crate) limits: Limits,
    pub(crate) main: String,
    pub(crate) stories: Vec<Story>,
    /// Parts with another text than in the container, text parts excepted.
    pub(crate) others: BTreeMap<String, String>,
    /// Text parts that changed.
    pub(crate) changed: Vec<String>,
    facts: Facts,
}

impl Package {
    /// Opens a file within the usual limits.
    ///
    /// # Errors
    /// Says why the file is not a Word file that can be read; see [`Error`].
    pub fn open(bytes: impl Into<Bytes>) -> Result<Self, Error> {
        Self::open_within(bytes, &Limits::default())
    }

    /// Opens a file within these limits.
    ///
    /// # Errors
    /// As [`Package::open`].
    pub fn open_within(bytes: impl Into<Bytes>, limits: &Limits) -> Result<Self, Error> {
        let container = Container::open(bytes.into(), limits)?;
        let others = BTreeMap::new();
        let facts = Facts::default();
        let main = String::new();
        let mut package = Self {
            container,
            limits: *limits,
            main,
            stories: Vec::new(),
            others,
            changed: Vec::new(),
            facts,
        };
        package.main = package.find_main()?;
        let relations = package.relations(&package.main)?;
        package.load(&relations)?;
        package.read_facts(&relations)?;
        Ok(package)
    }

    fn find_main(&self) -> Result<String, Error> {
        let kind = self.container.read("mimetype")?.unwrap_or_default();
        if kind.starts_with(b"application/vnd.oasis") || kind.starts_with(b"application/epub") {
            let kind =
                String::from_utf8_lossy(kind.get(..kind.len().min(80)).unwrap_or_default()).into_owned();
            return Err(Error::OtherKind(kind));
        }
        if !self.container.has("[Content_Types].xml") {
            return Err(Error::OtherKind("a ZIP container without [Content_Types].xml".into()));
        }
        let relations = self.relations("")?;
        let main =
            relations.into_iter().find(|relation| relation.kind == "officeDocument" && !relation.external);
        let name = main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        if !self.container.has(&name) {
            return Err(Error::Missing(name));
        }
        Ok(name)
    }

    /// Reads all parts with running text.
    fn load(&mut self, relations: &[Relation]) -> Result<(), Error> {
        let mut parts = vec![(self.main.clone(), StoryKind::Document)];
        let mut seen = HashSet::from([key(&self.main)]);
        for relation in relations.iter().filter(|relation| !relation.external) {
            let kind = match relation.kind.as_str() {
                "header" => StoryKind::Header,
                "footer" => StoryKind::Footer,
                "footnotes" => StoryKind::Footnotes,
                "endnotes" => StoryKind::Endnotes,
                "comments" => StoryKind::Comments,
                _ => continue,
            };
            if seen.insert(key(&relation.target)) {
                parts.push((relation.target.clone(), kind));
            }
        }
        parts.sort_by(|left, right| (left.1, &left.0).cmp(&(right.1, &right.0)));
        for (name, kind) in parts {
            let Some(text) = self.part(&name)? else { continue };
            match Story::new(&name, kind, text, self.limits.depth) {
                Ok(story) => self.stories.push(story),
                Err(Error::Malformed { at: 0, .. }) if kind == StoryKind::Document => {
                    return Err(Error::OtherKind(self.kind_of_main()));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// What the main part is, when it is no Word text.
    fn kind_of_main(&self) -> String {
        match self.main.split('/').next() {
            Some("xl") => "a workbook".into(),
            Some("ppt") => "a presentation".into(),
            _ => "a package whose main part is no WordprocessingML".into(),
        }
    }

    fn read_facts(&mut self, relations: &[Relation]) -> Result<(), Error> {
        self.facts.strict = self.document().is_some_and(|story| story.prefix.strict);
        self.facts.macros = self.container.names().any(|name| key(name).ends_with("vbaproject.bin"));
        self.facts.signed = self.container.names().any(|name| key(name).starts_with("_xmlsignatures/"));
        self.facts.external = relations.iter().filter(|relation| relation.external).count();
        if let Some(text) = self.part_at("settings", relations)? {
            let name = "settings";
            let Ok(prefix) = Prefix::of(&text) else { return Ok(()) };
            let mut tokens = Tokens::new(&text, &prefix);
            while let Some(token) = tokens.next().map_err(|error| located(name, error))? {
                match token.w {
                    Some("trackRevisions") if token.kind != Kind::End => {
                        self.facts.tracking = token.is_on(&text)
                    }
                    Some("documentProtection") if token.kind != Kind::End => {
                        let on = token.attribute(&text, "enforcement");
                        if matches!(on.as_deref(), Some("1" | "true" | "on")) {
                            self.facts.protection = token.attribute(&text, "edit");
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// What the file says of itself.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The title in the properties of the file (ECMA-376 part 2 §8); none where they are missing or
    /// damaged, which does not take the text with it.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let relations = self.relations("").ok()?;
        let part =
            relations.into_iter().find(|relation| relation.kind == "core-properties" && !relation.external);
        let text =
            self.part(&part.map_or_else(|| "docProps/core.xml".to_owned(), |part| part.target)).ok()??;
        let mut tokens = Tokens::new(&text, &Prefix::none());
        let mut title = String::new();
        let mut inside = false;
        while let Some(token) = tokens.next().ok()? {
            match token.kind {
                Kind::Start => inside = token.local == "title",
                Kind::End => inside = false,
                _ if inside => crate::xml::characters(&token, &text, &mut title)?,
                _ => {}
            }
        }
        Some(title).filter(|title| !title.trim().is_empty())
    }

    /// The names of all parts, in the order of the container.
    pub fn part_names(&self) -> impl Iterator<Item = &str> {
        self.container.names()
    }

    /// The text of an XML part; `None` if there is none.
    ///
    /// # Errors
    /// The part does not unpack, is too large or is not UTF-8.
    pub fn part(&self, name: &str) -> Result<Option<String>, Error> {
        if let Some(story) = self.story(name) {
            return Ok(Some(story.text.clone()));
        }
        if let Some(text) = self.others.get(name) {
            return Ok(Some(text.clone()));
        }
        let Some(bytes) = self.container.read(name)? else { return Ok(None) };
        if bytes.len() as u64 > self.limits.part {
            return Err(Error::bomb("a part is too large"));
        }
        let text = String::from_utf8(bytes).map_err(|_| Error::Encoding { part: name.to_owned() })?;
        Ok(Some(text))
    }

    /// The text of the part that the document has this relation to.
    pub(crate) fn part_of(&self, kind: &str) -> Result<Option<String>, Error> {
        self.part_at(kind, &self.relations(&self.main)?)
    }

    fn part_at(&self, kind: &str, relations: &[Relation]) -> Result<Option<String>, Error> {
        let found = relations.iter().find(|relation| relation.kind == kind && !relation.external);
        found.map_or(Ok(None), |relation| self.part(&relation.target))
    }

    pub(crate) fn relations(&self, part: &str) -> Result<Vec<Relation>, Error> {
        let name = relations_name(part);
        match self.part(&name)? {
            Some(text) => relations(&name, part, &text),
            None => Ok(Vec::new()),
        }
    }

    pub(crate) fn story(&self, name: &str) -> Option<&Story> {
        self.stories.iter().find(|story| story.name == name)
    }

    pub(crate) fn document(&self) -> Option<&Story> {
        self.story(&self.main)
    }

    /// The highest id that an annotation has anywhere.
    pub(crate) fn top_id(&self) -> u32 {
        self.stories.iter().map(|story| story.top_id).max().unwrap_or_default()
    }

    /// The bytes of the file: exactly those that were opened if nothing was changed; otherwise
    /// every part but the changed ones as it was packed.
    ///
    /// # Errors
    /// The file would become larger than a ZIP container can be.
    pub fn save(&self) -> Result<Vec<u8>, Error> {
        let mut changed: BTreeMap<String, &str> =
            self.others.iter().map(|(name, text)| (name.clone(), text.as_str())).collect();
        for name in &self.changed {
            if let Some(story) = self.story(name) {
                changed.insert(name.clone(), &story.text);
            }
        }
        self.container.with(&changed)
    }

    /// The bytes that were opened.
    #[must_use]
    pub fn original(&self) -> &[u8] {
        self.container.bytes()
    }

    /// The names of the parts that [`Package::save`] will write anew.
    #[must_use]
    pub fn changed_parts(&self) -> Vec<&str> {
        self.others.keys().chain(&self.changed).map(String::as_str).collect()
    }

    /// Puts a changed text part in its place.
    pub(crate) fn put(&mut self, story: Story) {
        if !self.changed.contains(&story.name) {
            self.changed.push(story.name.clone());
        }
        match self.stories.iter_mut().find(|old| old.name == story.name) {
            Some(old) => *old = story,
            None => self.stories.push(story),
        }
    }
}
