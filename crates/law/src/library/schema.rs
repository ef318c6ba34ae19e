//! The fields of the library, and the keys in them.

use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing,
    TextOptions,
};

/// The fields, by what they hold.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// What the document belongs to; for removal.
    pub group: Field,
    /// [`ABOUT`], [`PROVISION`] or [`DECISION`].
    pub kind: Field,
    /// What the document is found by.
    pub key: Field,
    /// Canonical forms of what it cites.
    pub cites: Field,
    /// Whether the law of this state is in force is decided by this number of the state, a column.
    pub state: Field,
    /// Stems of the words.
    pub words: Field,
    /// Stems of the parts of compounds.
    pub parts: Field,
    /// Stems of the words of the heading, the structure and the title, and of their parts.
    pub heading: Field,
    /// What is read back.
    pub stored: Field,
}

/// A document about a law.
pub const ABOUT: &str = "about";
/// A provision of a state.
pub const PROVISION: &str = "provision";
/// A decision.
pub const DECISION: &str = "decision";

/// The column of states, by name.
pub const STATE: &str = "state";
/// In place of a number: all provisions of a state.
pub const ALL: &str = "*";

/// The key of a provision.
pub fn provision_key(state: &str, number: &str) -> String {
    format!("{state}#{number}")
}

/// The key of what is known of a law.
pub fn about_key(group: &str) -> String {
    format!("about/{group}")
}

/// The number of a state in its column; decisions have 0.
pub fn state_number(state: &str) -> u64 {
    fnv(state.as_bytes()) | 1
}

/// FNV-1a: the same in every build.
pub fn fnv(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The schema and its fields.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |option, norms| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let key = || text(IndexRecordOption::Basic, false);
    let words = || text(IndexRecordOption::WithFreqs, true);
    let fields = Fields {
        group: builder.add_text_field("group", key()),
        kind: builder.add_text_field("kind", key()),
        key: builder.add_text_field("key", key()),
        cites: builder.add_text_field("cites", key()),
        state: builder.add_u64_field(STATE, NumericOptions::from(FAST)),
        words: builder.add_text_field("words", words()),
        parts: builder.add_text_field("parts", words()),
        heading: builder.add_text_field("heading", words()),
        stored: builder.add_bytes_field("stored", BytesOptions::from(STORED)),
    };
    (builder.build(), fields)
}
