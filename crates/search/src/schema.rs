//! The fields of the index.

use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, IpAddrOptions, STORED, Schema, TextFieldIndexing,
    TextOptions,
};

/// Raise this with any change in the fields or in what is written into them: indexes of an
/// older version are made again.
pub const VERSION: u32 = 2;

/// The fields, by what they hold.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The version's id; for removal.
    pub version: Field,
    /// The passage's id; to find one by it.
    pub passage: Field,
    /// The dossier's id, a column; for rights.
    pub dossier: Field,
    /// Stems of the words, Dutch and English.
    pub words: Field,
    /// Stems of the parts of compounds.
    pub parts: Field,
    /// Stems of the words of the heading, and of their parts.
    pub heading: Field,
    /// The words as they stand, with their places; for phrases.
    pub exact: Field,
    /// The same with each legal reference as one word, its keys; for phrases that hold one.
    /// Empty where the passage holds none.
    pub cells: Field,
    /// Keys of legal references.
    pub references: Field,
    /// What a hit shows.
    pub stored: Field,
}

impl Fields {
    /// Those that a search looks words up in.
    pub const fn searched(&self) -> [Field; 6] {
        [self.words, self.parts, self.heading, self.exact, self.cells, self.references]
    }
}

/// The dossier's field, by name.
pub const DOSSIER: &str = "d";

/// The schema and its fields. Names say nothing and are short.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |option, norms| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let id = || BytesOptions::from(INDEXED);
    let fields = Fields {
        version: builder.add_bytes_field("v", id()),
        passage: builder.add_bytes_field("p", id()),
        dossier: builder.add_ip_addr_field(DOSSIER, IpAddrOptions::from(FAST)),
        words: builder.add_text_field("w", text(IndexRecordOption::WithFreqs, true)),
        parts: builder.add_text_field("c", text(IndexRecordOption::WithFreqs, true)),
        heading: builder.add_text_field("h", text(IndexRecordOption::WithFreqs, true)),
        exact: builder.add_text_field("x", text(IndexRecordOption::WithFreqsAndPositions, true)),
        cells: builder.add_text_field("e", text(IndexRecordOption::WithFreqsAndPositions, false)),
        references: builder.add_text_field("r", text(IndexRecordOption::Basic, false)),
        stored: builder.add_bytes_field("s", BytesOptions::from(STORED)),
    };
    (builder.build(), fields)
}
