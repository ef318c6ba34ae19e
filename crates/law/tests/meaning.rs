//! Articles found by what a question means: vectors made in the background, kept, and done without.

#![expect(clippy::expect_used, reason = "helpers of a test may fail loudly")]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use jiff::civil::{Date, date};
use legalmind_core::{Actor, Ctx, Id, account::Role};
use legalmind_law::{
    Law,
    library::{
        Library,
        everyday::shipped,
        search::{Asking, Hit, Within},
    },
    meaning::Meaning,
};
use legalmind_search::{Analyser, Embed, Error, Result};
use legalmind_text::compound::Compounds;

const DAY: Date = date(2024, 7, 1);
const BOOK_7: &str = "BWBR0005290";

/// A model to which all that speaks of a huisbaas is alike.
#[derive(Default)]
struct Model {
    /// Fails after so many batches; never where it is 0.
    fails_after: usize,
    batches: AtomicUsize,
    down: AtomicBool,
}

#[async_trait]
impl Embed for Model {
    fn made_by(&self) -> String {
        "a model".to_owned()
    }

    async fn passages(&self, _: &Ctx, texts: &[String]) -> Result<Vec<Vec<f32>>> {
        let before = self.batches.fetch_add(1, Ordering::Relaxed);
        if self.fails_after > 0 && before >= self.fails_after {
            return Err(Error::Embedding);
        }
        let vector = |text: &String| if text.contains("huisbaas") { vec![1.0, 0.1] } else { vec![0.1, 1.0] };
        Ok(texts.iter().map(vector).collect())
    }

    async fn question(&self, _: &Ctx, _: &str) -> Result<Vec<f32>> {
        if self.down.load(Ordering::Relaxed) { Err(Error::Embedding) } else { Ok(vec![1.0, 0.0]) }
    }
}

#[expect(clippy::disallowed_methods, reason = "a test has no request")]
fn ctx() -> Ctx {
    fn id<K>(n: u128) -> Id<K> {
        Id::from_uuid(uuid::Uuid::from_u128(n))
    }
    let at = "2024-07-01T10:00:00Z".parse().expect("a moment");
    Ctx::issue(id(1), Actor::Operator, Role::ReadOnly, id(3), at, "test")
}

/// A library with two articles of book 7, whose own words say nothing.
fn library(folder: &Path) -> Library {
    let article = |number| {
        format!("<artikel><kop><label>Artikel</label><nr>{number}</nr></kop><al>Woord.</al></artikel>")
    };
    let state = format!(
        "<toestand bwb-ng-vast-deel=\"http://wetten.overheid.nl/id/{BOOK_7}/2020-01-01/0\" bwb-id=\"{BOOK_7}\" inwerkingtreding=\"2020-01-01\"><wetgeving soort=\"wet\"><citeertitel>Boek 7</citeertitel><wet-besluit><wettekst>{}{}</wettekst></wet-besluit></wetgeving></toestand>",
        article(17),
        article(271)
    );
    let file = folder.join("boek.xml");
    std::fs::write(&file, state).expect("a file");
    let root = folder.join("law");
    let law = Law::open(&root, Compounds::default()).expect("a library");
    assert_eq!(law.import(&[file], &mut |_, _| {}).expect("an import").added, 1);
    Library::open(&root, Arc::new(Analyser::new(Compounds::default()))).expect("a library")
}

fn entries() -> usize {
    shipped().iter().filter(|entry| entry.law == BOOK_7).count()
}

fn numbers(library: &Library, asking: Asking<'_>) -> Vec<String> {
    let now = library.now().expect("a snapshot");
    let hits = now.search_as("xyzzy qwertz", asking, Within::Provisions(DAY), 5).expect("a search");
    let number = |hit: &Hit| match hit {
        Hit::Provision(_, provision) => provision.number.clone(),
        Hit::Decision(decision) => decision.ecli.clone(),
    };
    hits.iter().map(number).collect()
}

#[tokio::test]
async fn an_article_is_found_by_what_is_meant_and_by_words_alone_where_no_vector_is_had() {
    let folder = tempfile::tempdir().expect("a folder");
    let library = library(folder.path());
    let model = Arc::new(Model::default());
    let meaning = Arc::new(Meaning::open(&library, model.clone()).expect("vectors"));
    assert!(meaning.question(&ctx(), "xyzzy").await.is_none(), "there is nothing yet that it could be like");
    assert_eq!(meaning.catch_up(&library, &ctx()).await.expect("vectors"), entries());
    assert_eq!(meaning.catch_up(&library, &ctx()).await.expect("vectors"), 0);

    let question = meaning.question(&ctx(), "xyzzy").await.expect("a question");
    assert_eq!(numbers(&library, Asking::Meant(question.meant())).first().map(String::as_str), Some("271"));
    assert_eq!(numbers(&library, Asking::Widened), Vec::<String>::new());
    model.down.store(true, Ordering::Relaxed);
    assert!(meaning.question(&ctx(), "xyzzy").await.is_none());
}

#[tokio::test]
async fn what_a_model_made_before_it_failed_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let library = library(folder.path());
    let failing = Model { fails_after: 2, ..Model::default() };
    let meaning = Meaning::open(&library, Arc::new(failing)).expect("vectors");
    meaning.catch_up(&library, &ctx()).await.expect_err("the model fails");
    drop(meaning);
    let meaning = Meaning::open(&library, Arc::new(Model::default())).expect("vectors");
    let made = meaning.catch_up(&library, &ctx()).await.expect("vectors");
    assert!(made > 0 && made < entries(), "{made} of {}", entries());
}
