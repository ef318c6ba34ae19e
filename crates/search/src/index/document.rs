//! A passage as a document of the index, and back.

use legalmind_core::{CharRange, Id, PageNumber};
use legalmind_store::passage::Passage;
use legalmind_text::{
    reference::{self, Reference},
    token,
};
use serde::{Deserialize, Serialize};
use tantivy::{
    TantivyDocument,
    schema::Value as _,
    tokenizer::{PreTokenizedString, Token},
};
use uuid::Uuid;

use crate::{analysis::Analyser, cells::cells, filter::column_value, query::Hit, schema::Fields};

/// What a hit shows, as it is stored in the sealed index.
#[derive(Serialize, Deserialize)]
struct Stored {
    passage: [u8; 16],
    version: [u8; 16],
    document: [u8; 16],
    dossier: [u8; 16],
    ordinal: u32,
    page: u32,
    start: u32,
    end: u32,
    heading: Option<String>,
    text: String,
}

/// Words for one field, each at a position of its own choice.
#[derive(Default)]
struct Stream {
    tokens: Vec<Token>,
}

impl Stream {
    fn push(&mut self, position: usize, text: &str) {
        let text = text.to_owned();
        self.tokens.push(Token { offset_from: 0, offset_to: 0, position, text, position_length: 1 });
    }

    fn done(self) -> PreTokenizedString {
        PreTokenizedString { text: String::new(), tokens: self.tokens }
    }
}

/// The document of a passage.
pub fn of(passage: &Passage, fields: &Fields, analyser: &Analyser) -> TantivyDocument {
    let [mut words, mut parts, mut heading, mut exact, mut keys, mut around] = <[Stream; 6]>::default();
    let tokens = token::words(&passage.text);
    for (position, token) in tokens.iter().enumerate() {
        let word = analyser.word(&token.text);
        word.stems.iter().for_each(|stem| words.push(position, stem));
        word.all_parts.iter().for_each(|part| parts.push(position, part));
        exact.push(position, &token.text);
    }
    for (position, token) in passage.heading.iter().flat_map(|text| token::words(text)).enumerate() {
        let word = analyser.word(&token.text);
        word.stems.iter().chain(&word.all_parts).for_each(|stem| heading.push(position, stem));
    }
    let references = reference::find(&passage.text);
    references.iter().flat_map(Reference::keys).for_each(|key| keys.push(0, key));
    if !references.is_empty() {
        for (position, cell) in cells(&passage.text, &tokens, &references).iter().enumerate() {
            cell.names.iter().for_each(|name| around.push(position, name));
        }
    }
    let mut document = TantivyDocument::new();
    document.add_bytes(fields.version, passage.version.as_bytes());
    document.add_bytes(fields.passage, passage.id.as_bytes());
    document.add_ip_addr(fields.dossier, column_value(passage.dossier));
    document.add_pre_tokenized_text(fields.words, words.done());
    document.add_pre_tokenized_text(fields.parts, parts.done());
    document.add_pre_tokenized_text(fields.heading, heading.done());
    document.add_pre_tokenized_text(fields.exact, exact.done());
    document.add_pre_tokenized_text(fields.cells, around.done());
    document.add_pre_tokenized_text(fields.references, keys.done());
    document.add_bytes(fields.stored, &stored(passage));
    document
}

fn stored(passage: &Passage) -> Vec<u8> {
    let stored = Stored {
        passage: *passage.id.as_bytes(),
        version: *passage.version.as_bytes(),
        document: *passage.document.as_bytes(),
        dossier: *passage.dossier.as_bytes(),
        ordinal: passage.ordinal,
        page: passage.page.0,
        start: passage.range.start,
        end: passage.range.end,
        heading: passage.heading.clone(),
        text: passage.text.clone(),
    };
    postcard::to_stdvec(&stored).unwrap_or_default()
}

/// The hit that a document of the index is; none where it does not read.
pub fn hit(document: &TantivyDocument, fields: &Fields, score: f32) -> Option<Hit> {
    fn id<K>(bytes: [u8; 16]) -> Id<K> {
        Id::from_uuid(Uuid::from_bytes(bytes))
    }
    let bytes = document.get_first(fields.stored)?.as_bytes()?;
    let stored: Stored = postcard::from_bytes(bytes).ok()?;
    Some(Hit {
        passage: id(stored.passage),
        version: id(stored.version),
        document: id(stored.document),
        dossier: id(stored.dossier),
        ordinal: stored.ordinal,
        page: PageNumber(stored.page),
        range: CharRange { start: stored.start, end: stored.end },
        heading: stored.heading,
        text: stored.text,
        score,
        snippet: Vec::new(),
    })
}
