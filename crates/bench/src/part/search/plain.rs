//! The same passages in a Tantivy as one would make it without secrets: a field with Dutch
//! stems and a stored text in plain files, every passage for everyone, its own snippets.

use std::path::Path;

use anyhow::Result;
use legalmind_store::passage::Passage;
use tantivy::{
    Index, IndexReader, TantivyDocument,
    collector::{Count, TopDocs},
    query::QueryParser,
    schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value},
    snippet::SnippetGenerator,
    tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer},
};

/// A plain index.
pub struct Plain {
    reader: IndexReader,
    parser: QueryParser,
    text: Field,
}

impl Plain {
    /// Puts the passages into a fresh index.
    pub fn make(folder: &Path, passages: &[Passage]) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("nl")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text =
            schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing).set_stored());
        let document = schema.add_text_field("document", STRING | STORED);
        let index = Index::create_in_dir(folder, schema.build())?;
        let dutch = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(40))
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::Dutch))
            .build();
        index.tokenizers().register("nl", dutch);
        let mut writer = index.writer_with_num_threads(1, 64 << 20)?;
        for passage in passages {
            let mut row = TantivyDocument::new();
            row.add_text(text, &passage.text);
            row.add_text(document, passage.document.to_string());
            writer.add_document(row)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let mut parser = QueryParser::for_index(&index, vec![text]);
        parser.set_conjunction_by_default();
        Ok(Self { reader: index.reader()?, parser, text })
    }

    /// Searches; gives how many are shown.
    pub fn search(&self, typed: &str, shown: usize) -> Result<usize> {
        let searcher = self.reader.searcher();
        // a colon would name a field
        let query = self.parser.parse_query(&typed.replace(':', " "))?;
        let top = TopDocs::with_limit(shown).order_by_score();
        let (best, _) = searcher.search(&query, &(top, Count))?;
        let snippets = SnippetGenerator::create(&searcher, &*query, self.text)?;
        for (_, address) in &best {
            let row: TantivyDocument = searcher.doc(*address)?;
            let text = row.get_first(self.text).and_then(|it| it.as_str()).unwrap_or_default();
            std::hint::black_box(snippets.snippet(text).fragment().len());
        }
        Ok(best.len())
    }
}
