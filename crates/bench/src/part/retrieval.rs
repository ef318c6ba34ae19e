//! Known-item search: how often what is meant stands among the first ten.
//!
//! Two sets from the samples. The court's own summary asks for its decision, among all
//! decisions; an article's heading asks for the article, among the articles of all laws. What is
//! found are passages; a document counts where its first passage stands. There is one right
//! document, so recall@10 is whether it is there, and nDCG@10 is 1/log₂(1 + its place).

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result};
use async_trait::async_trait;
use bytes::Bytes;
use legalmind_core::{Ctx, DocumentId, DossierId};
use legalmind_model::{Embedder, Endpoint, Gateway, Limits, Provider, Texts, embed::EmbedOptions};
use legalmind_seal::world;
use legalmind_search::{Embed, Hit, Matching, Query};
use legalmind_store::dossier;
use tokio::time::sleep;
use uuid::Uuid;

use super::reading::uploaded;
use crate::{
    client::Client,
    corpus::{self, KnownItems},
    figure::Sheet,
    house::House,
    product::Product,
};

/// What is counted: places up to this one.
const DEPTH: usize = 10;
/// How many passages are looked at to find that many documents.
const PASSAGES: usize = 50;

/// Measures retrieval; by meaning as well where there is an endpoint for embeddings.
pub async fn run(product: &Product, samples: &Path, embeddings: &[String], sheet: &mut Sheet) -> Result<()> {
    let sets = [("decisions", corpus::decisions(samples)?), ("articles", corpus::articles(samples)?)];
    for (name, set) in sets {
        println!("retrieval of {name}: {} documents, {} questions", set.documents.len(), set.questions.len());
        one(product, name, &set, embeddings, sheet).await?;
    }
    Ok(())
}

async fn one(
    product: &Product,
    name: &str,
    set: &KnownItems,
    embeddings: &[String],
    sheet: &mut Sheet,
) -> Result<()> {
    let place = product.place(&format!("retrieval-{name}"), "")?;
    place.make().await?;
    let server = place.serve().await?;
    let client = Client::sign_in(&server.base, &place.lawyer()?).await?;
    let in_dossier = client.dossier().await?;
    let files = set.documents.iter().enumerate();
    let files = files.map(|(at, text)| (format!("{at}.txt"), Bytes::from(text.clone()))).collect();
    let documents = uploaded(&client, &in_dossier, files).await?;
    for document in &documents {
        client.until_read(document).await?;
    }
    server.stop().await?;
    let documents: Vec<DocumentId> =
        documents.iter().map(|it| Ok(DocumentId::from_uuid(Uuid::parse_str(it)?))).collect::<Result<_>>()?;
    let questions: Vec<(&str, DocumentId)> = set
        .questions
        .iter()
        .filter_map(|it| Some((it.question.as_str(), *documents.get(it.answer)?)))
        .collect();

    let house = House::open(&place.data(), None).await?;
    put(sheet, name, "words", &ranks(&house, &questions, Way::Whole).await?);
    house.store.close().await?;
    drop(house);
    let [url, model] = embeddings else { return Ok(()) };
    let embed = Arc::new(Counted::at(url, model)?);
    let house = House::open(&place.data(), Some(embed.clone())).await?;
    by_meaning(&house, &embed).await?;
    put(sheet, name, "vectors", &ranks(&house, &questions, Way::Meaning).await?);
    put(sheet, name, "fused", &ranks(&house, &questions, Way::Whole).await?);
    house.store.close().await?;
    Ok(())
}

/// Which ranking is measured.
#[derive(Clone, Copy)]
enum Way {
    /// As the product searches.
    Whole,
    /// Vectors alone.
    Meaning,
}

/// The place of the right document for each question; none where it is not among the first ten.
async fn ranks(house: &House, questions: &[(&str, DocumentId)], way: Way) -> Result<Vec<Option<usize>>> {
    let asking = house.lawyers().await?.into_iter().next().context("nobody works here")?;
    let tx = house.store.read(&asking).await?;
    let visible: Vec<DossierId> = dossier::visible(&asking, &tx).await?;
    drop(tx);
    let mut places = Vec::with_capacity(questions.len());
    for (question, right) in questions {
        let hits: Vec<Hit> = match way {
            Way::Whole => {
                let query = Query {
                    text: (*question).to_owned(),
                    matching: Matching::Any,
                    limit: PASSAGES,
                    ..Query::default()
                };
                house.indexes.search(&asking, &visible, &query).await?.hits
            }
            Way::Meaning => house.indexes.nearest(&asking, &visible, question, PASSAGES).await?,
        };
        let mut seen: Vec<DocumentId> = Vec::new();
        for hit in hits {
            if !seen.contains(&hit.document) {
                seen.push(hit.document);
            }
        }
        places.push(seen.iter().take(DEPTH).position(|it| it == right));
    }
    Ok(places)
}

fn put(sheet: &mut Sheet, set: &str, way: &str, places: &[Option<usize>]) {
    let count = places.len() as f64;
    let found = places.iter().flatten().count() as f64;
    let gain: f64 = places.iter().flatten().map(|place| 1.0 / (*place as f64 + 2.0).log2()).sum();
    let what = format!("{set}, by {way}, {count} questions: the right document is among the first ten");
    sheet.put(&format!("retrieval_{set}_{way}_recall10"), &what, "share", None, &[found / count]);
    let what = format!("{set}, by {way}: how high it stands among them (nDCG@10)");
    sheet.put(&format!("retrieval_{set}_{way}_ndcg10"), &what, "0–1", None, &[gain / count]);
}

/// Waits until no more passages are being turned into vectors.
async fn by_meaning(house: &House, embed: &Counted) -> Result<()> {
    house.indexes.open(house.tenant).await?;
    let mut before = usize::MAX;
    loop {
        sleep(Duration::from_secs(10)).await;
        let done = embed.done.load(Ordering::Relaxed);
        if done == before && done > 0 {
            println!("  {done} passages have a vector");
            return Ok(());
        }
        before = done;
    }
}

/// An embedding model that counts.
pub struct Counted {
    embedder: Embedder,
    done: AtomicUsize,
}

impl Counted {
    /// The model at an endpoint on loopback.
    pub fn at(url: &str, model: &str) -> Result<Self> {
        Ok(Self { embedder: embedder(url, model)?, done: AtomicUsize::new(0) })
    }
}

#[async_trait]
impl Embed for Counted {
    fn made_by(&self) -> String {
        self.embedder.made_by()
    }

    async fn passages(&self, ctx: &Ctx, texts: &[String]) -> legalmind_search::Result<Vec<Vec<f32>>> {
        let vectors = self.ask(ctx, Texts::passages(texts, &[])).await?;
        self.done.fetch_add(vectors.len(), Ordering::Relaxed);
        Ok(vectors)
    }

    async fn question(&self, ctx: &Ctx, text: &str) -> legalmind_search::Result<Vec<f32>> {
        let vectors = self.ask(ctx, Texts::queries(&[text.to_owned()])).await?;
        vectors.into_iter().next().ok_or(legalmind_search::Error::Embedding)
    }
}

impl Counted {
    async fn ask(&self, ctx: &Ctx, texts: Texts<'_>) -> legalmind_search::Result<Vec<Vec<f32>>> {
        let made = self.embedder.embed(ctx, texts, &legalmind_core::outgoing::NoLedger).await;
        made.map_err(|_| legalmind_search::Error::Embedding)
    }
}

fn embedder(url: &str, model: &str) -> Result<Embedder> {
    let provider = Provider::own_machine("local", url, model);
    let gateway = Gateway::new(vec![provider], world::system())?;
    let endpoint = Endpoint::open_ai("local", model, None);
    let options = EmbedOptions { input_type: true, ..EmbedOptions::default() };
    let embedder = Embedder::new(gateway, endpoint, Limits::default(), options);
    embedder.check().context("the endpoint for embeddings is refused")?;
    Ok(embedder)
}
