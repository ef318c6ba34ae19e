//! Comments (ECMA-376 part 1 §17.13.4): marks in the text, the comment in a part of its own.

use std::collections::BTreeMap;

use super::{Target, apply::Plan};
use crate::{
    error::{Error, Refusal},
    package::{Package, add_override, add_relation, relations_name},
    paragraph::Change,
    pen::Author,
    span::Splices,
    story::{Story, StoryKind},
    xml::{Kind, Prefix, STRICT, TRANSITIONAL, Tokens, escape},
};

const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// A comment to be written.
pub(crate) struct New {
    pub story: usize,
    pub id: u32,
    pub text: String,
    pub author: Author,
}

/// The part of comments and the parts that announce it.
pub(crate) struct Written {
    pub story: Story,
    pub others: BTreeMap<String, String>,
}

impl Plan {
    /// Marks of comments that come into a part.
    pub(crate) fn anchors(&self, story: usize) -> usize {
        3 * self.comments.iter().filter(|comment| comment.story == story).count()
    }
}

impl Package {
    pub(super) fn plan_comment(
        &self,
        number: usize,
        target: &Target,
        text: &str,
        author: &Author,
        plan: &mut Plan,
    ) -> Result<(), Refusal> {
        let spot = self.spot(target)?;
        let story = self.stories.get(spot.story).ok_or(Refusal::NotFound)?;
        if story.kind != StoryKind::Document {
            return Err(Refusal::unsupported("comments outside of the document part"));
        }
        let id = plan.next;
        plan.next += 1;
        let w = story.prefix.colon();
        let before = format!("<{w}commentRangeStart {w}id=\"{id}\"/>");
        let behind =
            format!("<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>");
        let change =
            Change { start: spot.start, end: spot.end, marks: Some((before, behind)), ..Change::default() };
        plan.todo(number, &spot).changes.push(change);
        let (text, author) = (text.to_owned(), author.clone());
        plan.comments.push(New { story: spot.story, id, text, author });
        Ok(())
    }

    /// The part of comments with the new ones, made if there is none.
    pub(super) fn with_comments(&self, plan: &Plan) -> Result<Option<Written>, Error> {
        if plan.comments.is_empty() {
            return Ok(None);
        }
        let mut others = BTreeMap::new();
        let old = match self.stories.iter().find(|story| story.kind == StoryKind::Comments) {
            Some(story) => story.clone(),
            None => self.announced(&mut others)?,
        };
        let xml: String = plan.comments.iter().map(|comment| comment.xml(&old.prefix)).collect();
        let splices = at_the_end(&old.text, &old.prefix, xml);
        let mut expected = old.ledger.clone();
        expected.comments += plan.comments.len();
        let story = self.changed_story(&old, splices, &expected)?;
        Ok(Some(Written { story, others }))
    }

    /// An empty part of comments, known to the container and to the document.
    fn announced(&self, others: &mut BTreeMap<String, String>) -> Result<Story, Error> {
        let folder = self.main.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        let taken = |name: &String| self.container.has(&format!("{folder}{name}"));
        let names =
            std::iter::once("comments.xml".to_owned()).chain((1..).map(|n| format!("comments{n}.xml")));
        let file = names.into_iter().find(|name| !taken(name)).unwrap_or_default();
        let name = format!("{folder}{file}");
        let strict = self.document().is_some_and(|story| story.prefix.strict);
        let kinds = "[Content_Types].xml";
        let with = self.part(kinds)?.and_then(|text| add_override(&text, &name, KIND));
        others.insert(kinds.into(), with.ok_or_else(|| Error::Missing(kinds.into()))?);
        let rels = relations_name(&self.main);
        let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let text = self.part(&rels)?.unwrap_or_else(|| empty.to_owned());
        let with = add_relation(&text, "comments", &file, strict);
        others.insert(rels.clone(), with.ok_or(Error::Missing(rels))?);
        let space = if strict { STRICT } else { TRANSITIONAL };
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{space}\"></w:comments>"
        );
        Story::new(&name, StoryKind::Comments, text, self.limits.depth)
    }
}

impl New {
    fn xml(&self, prefix: &Prefix) -> String {
        let w = prefix.colon();
        let Author { name, initials, date } = &self.author;
        let lines: String = self
            .text
            .split('\n')
            .map(|line| {
                let text = escape(line);
                format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{text}</{w}t></{w}r></{w}p>")
            })
            .collect();
        format!(
            "<{w}comment {w}id=\"{}\" {w}author=\"{}\" {w}date=\"{date}\" {w}initials=\"{}\">{lines}</{w}comment>",
            self.id,
            escape(name),
            escape(initials)
        )
    }
}

/// Puts something at the end of a root.
fn at_the_end(text: &str, prefix: &Prefix, what: String) -> Splices {
    let mut splices = Splices::default();
    let mut tokens = Tokens::new(text, prefix);
    let mut last = None;
    while let Ok(Some(token)) = tokens.next() {
        if matches!(token.kind, Kind::End | Kind::Empty) {
            last = Some(token);
        }
    }
    match last {
        Some(token) if token.kind == Kind::Empty => {
            let open = crate::props::opened(token.span.of(text));
            splices.replace(token.span, format!("{open}{what}</{}>", prefix.name("comments")));
        }
        Some(token) => splices.insert(token.span.start, what),
        None => {}
    }
    splices
}
