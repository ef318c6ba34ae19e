//! The bodies of what is told about law.

use legalmind_core::{account::Language, check::Words};
use legalmind_law::{
    self as law,
    difference::Fate,
    library::Cited as LawCited,
    statute::{LineKind, NO_END, Standing},
    verdict::{Checked, DecisionFound, LawFound, ProvisionOn, Reason, Subject as LawSubject, Verdict},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::v1::answers::Range;

/// Words in both languages.
#[derive(Serialize, ToSchema)]
pub struct BothLanguages {
    nl: String,
    en: String,
}

impl BothLanguages {
    /// These words.
    pub const fn new(nl: String, en: String) -> Self {
        Self { nl, en }
    }
}

impl From<Words> for BothLanguages {
    fn from(it: Words) -> Self {
        Self { nl: it.nl, en: it.en }
    }
}

/// A verdict with its reason.
#[derive(Serialize, ToSchema)]
pub struct ReasonSeen {
    /// `exists`, `not_in_library`, `mismatch`, `impossible` or `unchecked`.
    verdict: &'static str,
    /// A name for the reason.
    code: &'static str,
    words: BothLanguages,
}

impl ReasonSeen {
    pub fn of(reason: &Reason) -> Self {
        let words = BothLanguages { nl: reason.words(Language::Nl), en: reason.words(Language::En) };
        let verdict: Verdict = reason.verdict();
        Self { verdict: verdict.code(), code: reason.code(), words }
    }
}

/// A law with its states.
#[derive(Serialize, ToSchema)]
pub struct LawSeen {
    /// BWB or CELEX number.
    number: String,
    title: String,
    abbreviations: Vec<String>,
    states: Vec<StateSeen>,
}

/// A state of a law.
#[derive(Serialize, ToSchema)]
pub struct StateSeen {
    /// The first day.
    from: String,
    /// The last day; null where nothing later is known.
    until: Option<String>,
    articles: u64,
}

fn until(day: jiff::civil::Date) -> Option<String> {
    (day != NO_END).then(|| day.to_string())
}

impl From<law::Listed> for LawSeen {
    fn from(it: law::Listed) -> Self {
        let state = |(from, last, articles): (jiff::civil::Date, _, _)| StateSeen {
            from: from.to_string(),
            until: until(last),
            articles,
        };
        Self {
            number: it.number,
            title: it.title,
            abbreviations: it.abbreviations,
            states: it.states.into_iter().map(state).collect(),
        }
    }
}

/// A law in the state of a day.
#[derive(Serialize, ToSchema)]
pub struct LawOn {
    number: String,
    /// The name in addresses of this API and in keys of references.
    key: String,
    title: String,
    from: String,
    until: Option<String>,
}

impl From<LawFound> for LawOn {
    fn from(it: LawFound) -> Self {
        Self {
            number: it.number,
            key: it.key,
            title: it.title,
            from: it.from.to_string(),
            until: until(it.until),
        }
    }
}

/// A line of a provision.
#[derive(Serialize, ToSchema)]
pub struct Line {
    /// `text`, `heading`, `row` or `editorial`.
    kind: &'static str,
    /// How far it is indented.
    depth: usize,
    /// What is printed before it.
    label: String,
    text: String,
}

impl From<law::statute::Line> for Line {
    fn from(it: law::statute::Line) -> Self {
        let kind = match it.kind {
            LineKind::Text => "text",
            LineKind::Heading => "heading",
            LineKind::Row => "row",
            LineKind::Editorial => "editorial",
        };
        Self { kind, depth: it.parts.len(), label: it.label, text: it.text }
    }
}

/// A provision, or the part of it that is meant, on a day.
#[derive(Serialize, ToSchema)]
pub struct ProvisionSeen {
    law: LawOn,
    /// The day.
    on: String,
    /// The number in the law.
    number: String,
    heading: String,
    /// Where it stands, the widest first.
    path: Vec<String>,
    /// `in_force`, `repealed` or `not_yet`.
    standing: &'static str,
    /// Since when the words are these, where known.
    since: Option<String>,
    lid: Option<String>,
    parts: Vec<String>,
    /// The words before the onderdelen, where one is meant.
    lead: Vec<Line>,
    lines: Vec<Line>,
    /// The library does not divide this article; `lines` is all of it.
    undivided: bool,
    /// Its juriconnect reference; empty for law of the Union.
    jci: String,
    /// The address in the official source, as text.
    address: String,
}

impl From<ProvisionOn> for ProvisionSeen {
    fn from(it: ProvisionOn) -> Self {
        let standing = match it.standing {
            Standing::InForce => "in_force",
            Standing::Repealed => "repealed",
            Standing::NotYet => "not_yet",
        };
        let lines = |lines: Vec<law::statute::Line>| lines.into_iter().map(Line::from).collect();
        Self {
            law: it.law.into(),
            on: it.on.to_string(),
            number: it.number,
            heading: it.heading,
            path: it.path,
            standing,
            since: it.since.map(|day| day.to_string()),
            lid: it.lid,
            parts: it.parts,
            lead: lines(it.lead),
            lines: lines(it.lines),
            undivided: it.undivided,
            jci: it.jci,
            address: it.address,
        }
    }
}

/// A paragraph of a decision.
#[derive(Serialize, ToSchema)]
pub struct Paragraph {
    /// The number of the consideration; empty where there is none.
    number: String,
    /// `unknown`, `head`, `proceedings`, `facts`, `dispute`, `assessment` or `ruling`.
    section: &'static str,
    heading: bool,
    text: String,
}

impl From<law::decision::Paragraph> for Paragraph {
    fn from(it: law::decision::Paragraph) -> Self {
        Self { number: it.number, section: it.section.as_str(), heading: it.heading, text: it.text }
    }
}

/// A decision.
#[derive(Serialize, ToSchema)]
pub struct Decision {
    ecli: String,
    court: String,
    date: Option<String>,
    kind: String,
    cases: Vec<String>,
    summary: String,
    has_text: bool,
    /// The consideration that is meant.
    consideration: Option<String>,
    /// Its paragraphs; or all of the decision, where it was asked for.
    paragraphs: Vec<Paragraph>,
    /// The address in the official source, as text.
    address: String,
}

impl From<DecisionFound> for Decision {
    fn from(it: DecisionFound) -> Self {
        Self {
            ecli: it.ecli,
            court: it.court,
            date: it.date.map(|day| day.to_string()),
            kind: it.kind,
            cases: it.cases,
            summary: it.summary,
            has_text: it.has_text,
            consideration: it.consideration,
            paragraphs: it.paragraphs.into_iter().map(Paragraph::from).collect(),
            address: it.address,
        }
    }
}

/// A decision with what it cites.
#[derive(Serialize, ToSchema)]
pub struct DecisionSeen {
    decision: Decision,
    cites: Vec<Cited>,
}

impl DecisionSeen {
    pub fn of(decision: DecisionFound, cites: Vec<LawCited>) -> Self {
        Self { decision: decision.into(), cites: cites.into_iter().map(Cited::from).collect() }
    }
}

/// A reference in a decision.
#[derive(Serialize, ToSchema)]
pub struct Cited {
    /// Its canonical form.
    key: String,
    /// As it stands in the text; empty where only the metadata names it.
    words: String,
    /// The consideration it stands in.
    consideration: String,
}

impl From<LawCited> for Cited {
    fn from(it: LawCited) -> Self {
        Self {
            key: it.keys.into_iter().next().unwrap_or_default(),
            words: it.words,
            consideration: it.consideration,
        }
    }
}

/// What a reference refers to.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Subject {
    /// A provision.
    Provision(Box<ProvisionSeen>),
    /// A decision.
    Decision(Box<Decision>),
    /// A law as a whole.
    Law(Box<LawOn>),
}

impl From<LawSubject> for Subject {
    fn from(it: LawSubject) -> Self {
        match it {
            LawSubject::Provision(it) => Self::Provision(Box::new((*it).into())),
            LawSubject::Decision(it) => Self::Decision(Box::new((*it).into())),
            LawSubject::Law(it) => Self::Law(Box::new((*it).into())),
        }
    }
}

/// A reference with what is said of it.
#[derive(Serialize, ToSchema)]
pub struct Referred {
    /// As it stands in the text.
    words: String,
    /// Its canonical form.
    key: String,
    /// The page, where it is of a document.
    page: Option<u32>,
    /// The characters of the page's text.
    range: Range,
    reason: ReasonSeen,
    /// What it refers to, where that is in the library.
    subject: Option<Subject>,
}

impl Referred {
    /// What is told of a reference, on a page where it is of a document.
    pub fn of(it: Checked, page: Option<u32>) -> Self {
        Self {
            words: it.words,
            range: it.reference.range.into(),
            key: it.reference.canonical,
            page,
            reason: ReasonSeen::of(&it.reason),
            subject: it.subject.map(Subject::from),
        }
    }
}

/// The words of an article through some time.
#[derive(Serialize, ToSchema)]
pub struct ProvisionVersion {
    from: String,
    until: Option<String>,
    /// Null where the law had no such article.
    text: Option<String>,
}

impl From<law::Version> for ProvisionVersion {
    fn from(it: law::Version) -> Self {
        Self { from: it.from.to_string(), until: until(it.until), text: it.text }
    }
}

/// A stretch of two texts.
#[derive(Serialize, ToSchema)]
pub struct Stretch {
    /// `kept`, `removed` or `added`.
    fate: &'static str,
    text: String,
}

impl From<law::difference::Stretch> for Stretch {
    fn from(it: law::difference::Stretch) -> Self {
        let fate = match it.fate {
            Fate::Kept => "kept",
            Fate::Removed => "removed",
            Fate::Added => "added",
        };
        Self { fate, text: it.text }
    }
}
