//! What a document of the library holds, and back.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use legalmind_search::Analyser;
use legalmind_text::{
    reference::{self, LawNames, Reference},
    token,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tantivy::{
    TantivyDocument,
    schema::{Field, Value as _},
    tokenizer::{PreTokenizedString, Token},
};

use super::schema::{ABOUT, ALL, DECISION, Fields, PROVISION, about_key, provision_key, state_number};
use crate::{
    Error, Result,
    cutter::Cutter,
    decision::Decision,
    read::{manifest::Expression, wti::Information},
    statute::{Head, Provision},
};

/// What can be read back from the stored field.
pub trait Stored: DeserializeOwned {}

/// What is known of a law, a file a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Row {
    /// A state whose provisions are in the library; how many, how many of them articles, and the
    /// highest plain number of them in each chapter (`6` in `6:162`; empty where there is none).
    State {
        head: Head,
        provisions: u64,
        articles: u64,
        highest: Vec<(String, u32)>,
        divided: bool,
        mark: u64,
    },
    /// The states that there are.
    Manifest { law: String, since: Option<Date>, states: Vec<Expression>, mark: u64 },
    /// Names.
    Information { information: Information, mark: u64 },
}

impl Row {
    /// What the row's document belongs to.
    pub fn group(&self) -> String {
        match self {
            Self::State { head, .. } => head.state(),
            Self::Manifest { law, .. } => format!("manifest/{law}"),
            Self::Information { information, .. } => format!("wti/{}", information.law),
        }
    }

    /// The mark of the file that it was read from.
    pub const fn mark(&self) -> u64 {
        match self {
            Self::State { mark, .. } | Self::Manifest { mark, .. } | Self::Information { mark, .. } => *mark,
        }
    }
}

/// A decision with what it cites.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredDecision {
    pub decision: Decision,
    pub cites: Vec<Cited>,
    pub mark: u64,
}

/// A provision with where it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredProvision {
    pub state: String,
    pub ordinal: u64,
    pub provision: Provision,
}

/// A reference in a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// Its canonical forms, the narrowest first.
    pub keys: Vec<String>,
    /// As it stands in the text; empty where only the metadata names it.
    pub words: String,
    /// The consideration it stands in.
    pub consideration: String,
}

impl Cited {
    /// Whether it is this, or a part of it.
    #[must_use]
    pub fn has(&self, canonical: &str) -> bool {
        self.keys.iter().any(|key| key == canonical)
    }
}

impl Stored for Row {}
impl Stored for StoredDecision {}
impl Stored for StoredProvision {}

/// Reads a document back.
pub fn read<T: Stored>(document: &TantivyDocument, stored: Field) -> Result<T> {
    let bytes = document.get_first(stored).and_then(|value| value.as_bytes()).ok_or(Error::Damaged)?;
    postcard::from_bytes(bytes).map_err(|_| Error::Damaged)
}

fn new(fields: &Fields, group: &str, kind: &str, stored: &impl Serialize) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_text(fields.group, group);
    document.add_text(fields.kind, kind);
    document.add_bytes(fields.stored, &postcard::to_stdvec(stored).unwrap_or_default());
    document
}

/// Words for one field.
#[derive(Default)]
struct Stream(Vec<Token>);

impl Stream {
    fn push(&mut self, text: &str) {
        let position = self.0.len();
        self.0.push(Token {
            offset_from: 0,
            offset_to: 0,
            position,
            text: text.to_owned(),
            position_length: 1,
        });
    }

    fn done(self) -> PreTokenizedString {
        PreTokenizedString { text: String::new(), tokens: self.0 }
    }
}

fn add_words(
    document: &mut TantivyDocument,
    fields: &Fields,
    analyser: &Analyser,
    text: &str,
    heading: &str,
) {
    let [mut words, mut parts, mut above] = <[Stream; 3]>::default();
    token::each_word(text, |plain, _| {
        let word = analyser.word(plain);
        word.stems.iter().for_each(|stem| words.push(stem));
        word.all_parts.iter().for_each(|part| parts.push(part));
    });
    token::each_word(heading, |plain, _| {
        let word = analyser.word(plain);
        word.stems.iter().chain(&word.all_parts).for_each(|stem| above.push(stem));
    });
    document.add_pre_tokenized_text(fields.words, words.done());
    document.add_pre_tokenized_text(fields.parts, parts.done());
    document.add_pre_tokenized_text(fields.heading, above.done());
}

/// The document of a row about a law.
pub fn of_row(fields: &Fields, row: &Row) -> TantivyDocument {
    let group = row.group();
    let mut document = new(fields, &group, ABOUT, row);
    document.add_text(fields.key, about_key(&group));
    document
}

/// The document of a provision.
pub fn of_provision(
    fields: &Fields,
    analyser: &Analyser,
    head: &Head,
    ordinal: u64,
    provision: Provision,
) -> TantivyDocument {
    let state = head.state();
    let stored = StoredProvision { state: state.clone(), ordinal, provision };
    let mut document = new(fields, &state, PROVISION, &stored);
    let provision = &stored.provision;
    document.add_text(fields.key, provision_key(&state, ALL));
    for key in provision.keys() {
        document.add_text(fields.key, provision_key(&state, &key));
    }
    document.add_u64(fields.state, state_number(&state));
    let words: Vec<&str> = provision.lines.iter().map(|line| line.text.as_str()).collect();
    // its own heading counts most, then those around it
    let mut heading = format!("{0} {0} {0} {1}", provision.heading, head.title);
    for level in &provision.path {
        heading.push(' ');
        heading.push_str(&level.heading);
    }
    add_words(&mut document, fields, analyser, &words.join("\n"), &heading);
    document
}

/// The document of a decision.
pub fn of_decision(
    fields: &Fields,
    analyser: &Analyser,
    names: &LawNames,
    decision: Decision,
    mark: u64,
) -> TantivyDocument {
    let cites = cited(&decision, names);
    let stored = StoredDecision { decision, cites, mark };
    let decision = &stored.decision;
    let mut document = new(fields, &decision.ecli, DECISION, &stored);
    for key in keys(decision) {
        document.add_text(fields.key, key);
    }
    let mut all: Vec<&String> = stored.cites.iter().flat_map(|cited| &cited.keys).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().for_each(|key| document.add_text(fields.cites, key));
    document.add_u64(fields.state, 0);
    let text: Vec<&str> = decision.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let heading = format!("{} {}", decision.summary, decision.subjects.join(" "));
    add_words(&mut document, fields, analyser, &text.join("\n"), &heading);
    document
}

/// What a decision is found by: its ECLI, the number it had before, its case numbers, journals.
fn keys(decision: &Decision) -> Vec<String> {
    let mut keys = vec![decision.ecli.to_lowercase()];
    let ljn = decision.replaces.iter().map(|old| format!("ljn:{}", old.to_lowercase()));
    keys.extend(ljn);
    let named = decision.places.iter().chain(&decision.cases);
    keys.extend(named.flat_map(|text| reference::find(text)).map(|found| found.canonical));
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn cited(decision: &Decision, names: &LawNames) -> Vec<Cited> {
    let own = decision.ecli.to_lowercase();
    let mut out: Vec<Cited> = Vec::new();
    // by its keys, the considerations that cite it
    let mut known: HashMap<Vec<String>, HashSet<String>> = HashMap::new();
    let mut add = |found: Reference, words: String, consideration: &str| {
        if found.canonical == own {
            return;
        }
        let keys: Vec<String> = found.keys().map(ToOwned::to_owned).collect();
        // the metadata adds what no consideration cites
        if words.is_empty() && known.contains_key(&keys) {
            return;
        }
        if known.entry(keys.clone()).or_default().insert(consideration.to_owned()) {
            out.push(Cited { keys, words, consideration: consideration.to_owned() });
        }
    };
    for paragraph in &decision.paragraphs {
        let mut cutter = Cutter::new(&paragraph.text);
        for found in reference::find_with(&paragraph.text, names) {
            let words = cutter.cut(&found);
            add(found, words, &paragraph.number);
        }
    }
    // 1.0:v:BWB:BWBR0005537&artikel=6:2&g=1998-12-18 is an older spelling of a jci
    let named =
        decision.laws.iter().map(|law| law.replace(":v:BWB:", ":v:").replacen("1.0:v:", "jci1.0:v:", 1));
    for text in named.map(|law| law.replace("jcijci", "jci")).chain(decision.related.iter().cloned()) {
        for found in reference::find(&text) {
            add(found, String::new(), "");
        }
    }
    out
}
