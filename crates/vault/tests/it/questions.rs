//! The demo's questions over the demo's documents: search finds their sources, high up.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use legalmind_core::{DocumentId, DossierId, Id, VersionId, World, document::Reason};
use legalmind_extract::{ExtractOptions, Extractor};
use legalmind_seal::{OsChance, SystemClock, TenantKey};
use legalmind_search::{Analyser, Index, Matching, Query};
use legalmind_store::passage::Passage;
use legalmind_text::{compound::Compounds, passage};
use serde::Deserialize;

use crate::house::pdfium;

#[derive(Deserialize)]
struct Demo {
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    text: String,
    expect: Vec<Source>,
}

#[derive(Deserialize)]
struct Source {
    quote: String,
}

/// The text on one line: a quote may run over lines.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn extractor() -> Option<Extractor> {
    let Some(pdfium) = pdfium() else {
        println!("skipped: libpdfium.so is not here (LEGALMIND_PDFIUM or .legalmind/pdfium)");
        return None;
    };
    let program = env!("CARGO_BIN_EXE_legalmind-vault-child");
    let tesseract = Some("/usr/bin/tesseract".into()).filter(|path: &PathBuf| path.exists());
    Some(Extractor::new(ExtractOptions { pdfium: Some(pdfium), tesseract, ..ExtractOptions::new(program) }))
}

/// An index of the documents in a folder.
async fn indexed(extractor: &Extractor, folder: &Path, to: &Path, dossier: DossierId) -> Index {
    let world = World::new(SystemClock, OsChance);
    let key = Arc::new(TenantKey::generate(&world).expect("a key"));
    let list = std::fs::read("/usr/share/dict/dutch").unwrap_or_default();
    let analyser = Arc::new(Analyser::new(Compounds::from_list(&list)));
    let index = Index::open(to, key, analyser, world.clone(), 1 << 20).expect("opens");
    for entry in std::fs::read_dir(folder).expect("the documents").flatten() {
        let (name, bytes) = (entry.file_name(), std::fs::read(entry.path()).expect("a file"));
        let read = match extractor.read(&name.to_string_lossy(), bytes.into(), &|_| {}).await {
            Ok(read) => read,
            Err(Reason::OcrUnavailable) => continue,
            Err(other) => panic!("{other:?}"),
        };
        let (version, document): (VersionId, DocumentId) = (Id::new(&world), Id::new(&world));
        let passages: Vec<Passage> = (0_u32..)
            .zip(passage::split(&read.pages))
            .map(|(ordinal, draft)| Passage {
                id: Id::new(&world),
                version,
                document,
                dossier,
                ordinal,
                page: draft.page,
                range: draft.range,
                text: draft.text,
                heading: draft.heading,
            })
            .collect();
        index.put(version, &passages).expect("puts");
    }
    index.commit(1).expect("commits");
    index
}

#[tokio::test]
async fn the_demos_questions_find_their_sources() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let Some(extractor) = extractor() else { return };
    let dir = tempfile::tempdir().expect("a folder");
    let dossier = Id::new(&World::new(SystemClock, OsChance));
    let index = indexed(&extractor, &root.join("demo/documents"), dir.path(), dossier).await;
    let demo = std::fs::read_to_string(root.join("demo/demo.toml")).expect("the demo");
    let demo: Demo = toml::from_str(&demo).expect("the demo");
    let (mut gain, mut asked, mut first) = (0.0, 0, 0);
    for question in &demo.question {
        let query =
            Query { text: question.text.clone(), matching: Matching::Any, limit: 12, ..Query::default() };
        let hits = index.search(&[dossier], &query).expect("searches").hits;
        for source in &question.expect {
            let quote = flat(&source.quote);
            let place = hits.iter().position(|hit| flat(&hit.text).contains(&quote));
            println!("{:>3} {} — {quote}", place.map_or(0, |place| place + 1), question.text);
            asked += 1;
            first += u32::from(place == Some(0));
            gain += place.map_or(0.0, |place| 1.0 / (1.0 + f64::from(u32::try_from(place).unwrap_or(99))));
        }
        if let Some(best) = hits.first() {
            println!("      {} | {:.90}", best.heading.as_deref().unwrap_or("-"), flat(&best.text));
        }
    }
    let gain = gain / f64::from(asked);
    println!("{first} of {asked} first; mean reciprocal rank {gain:.3}");
    assert!(gain > 0.6, "{gain}");
}
