//! Vectors in the right order, and every wrong answer refused.

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::{
    fixture::{Kept, ctx, noon, world},
    provider::Provider,
    scripted::{Script, Scripted},
};

fn at(base: &str, options: EmbedOptions) -> Embedder {
    let gate = Gateway::new(vec![Provider::own_machine("own", base, "e5")], world(&noon())).expect("a gate");
    let limits =
        Limits { first_token: Duration::from_millis(400), answer_bytes: 100_000, ..Limits::default() };
    Embedder::new(gate, Endpoint::open_ai("own", "e5", None), limits, options)
}

fn texts(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("tekst nummer {number}")).collect()
}

async fn answered(body: serde_json::Value, options: EmbedOptions) -> Result<Vec<Vec<f32>>, Error> {
    let server =
        Scripted::start(Script::body(200, "application/json", &body.to_string())).await.expect("started");
    at(&server.base_url(), options).embed(&ctx(), Texts::queries(&texts(2)), &Kept::default()).await
}

#[tokio::test]
async fn batches_keep_the_order_and_the_ledger_names_their_passages() {
    let server =
        Scripted::start_with(Arc::new(|request| Script::embeddings(request, 16))).await.expect("started");
    let options = EmbedOptions {
        batch: 4,
        passage_prefix: "passage: ".into(),
        query_prefix: "query: ".into(),
        ..EmbedOptions::default()
    };
    let embedder = at(&server.base_url(), options);
    let world = world(&noon());
    let all = texts(10);
    let ids: Vec<PassageId> = all.iter().map(|_| PassageId::new(&world)).collect();
    let kept = Kept::default();
    let together = embedder.embed(&ctx(), Texts::passages(&all, &ids), &kept).await.expect("embedded");
    assert_eq!((together.len(), embedder.dimension()), (10, Some(16)));
    for (text, vector) in all.iter().zip(&together) {
        let alone =
            embedder.embed(&ctx(), Texts::passages(std::slice::from_ref(text), &[]), &Kept::default()).await;
        assert_eq!(alone.expect("embedded"), std::slice::from_ref(vector));
    }
    let received = server.received();
    assert_eq!(received[..3].iter().map(|request| request.inputs().len()).collect::<Vec<_>>(), [4, 4, 2]);
    assert_eq!(
        (received[0].path.as_str(), received[0].inputs()[0]),
        ("/v1/embeddings", "passage: tekst nummer 0")
    );
    let left = kept.left.lock().expect("lock");
    assert_eq!(left.iter().flat_map(|out| out.passages.clone()).collect::<Vec<_>>(), ids);
}

#[tokio::test]
async fn vectors_are_put_in_the_order_of_their_index() {
    let body =
        json!({"data": [{"index": 1, "embedding": [0.0, 1.0]}, {"index": 0, "embedding": [1.0, 0.0]}]});
    assert_eq!(answered(body, EmbedOptions::default()).await, Ok(vec![vec![1.0, 0.0], vec![0.0, 1.0]]));
}

#[tokio::test]
async fn wrong_vectors_are_nonsense() {
    let row = |index: usize, vector: &[f32]| json!({"index": index, "embedding": vector});
    let wrong = [
        json!({"data": [row(0, &[1.0])]}),
        json!({"data": [row(0, &[1.0]), row(0, &[1.0])]}),
        json!({"data": [row(0, &[1.0]), row(7, &[1.0])]}),
        json!({"data": [row(0, &[1.0]), row(1, &[1.0, 2.0])]}),
        json!({"data": [row(0, &[]), row(1, &[])]}),
        json!({"data": [row(0, &[0.0]), row(1, &[1.0])]}),
        json!({"data": [{"index": 0, "embedding": [1e300]}, row(1, &[1.0])]}),
        json!({"error": {"message": "nee"}}),
        json!("hallo"),
    ];
    for body in wrong {
        assert_eq!(answered(body.clone(), EmbedOptions::default()).await, Err(Error::Nonsense), "{body}");
    }
    let good = json!({"data": [row(0, &[1.0, 2.0]), row(1, &[3.0, 4.0])]});
    let strict = EmbedOptions { dimension: Some(3), ..EmbedOptions::default() };
    assert_eq!(answered(good, strict).await, Err(Error::Nonsense), "another dimension than set");
}

#[tokio::test]
async fn an_endpoint_that_fails_is_told_apart() {
    let all = texts(2);
    let cases = [
        (Script::silent(), Error::Timeout),
        (Script::body(503, "text/plain", "stuk"), Error::Status(503)),
        (Script::body(200, "application/json", &"x".repeat(200_000)), Error::TooLarge),
        (Script { status: 200, ..Script::cut_off(&["x"]) }, Error::CutOff),
    ];
    for (script, expected) in cases {
        let server = Scripted::start(script).await.expect("started");
        let end = at(&server.base_url(), EmbedOptions::default())
            .embed(&ctx(), Texts::queries(&all), &Kept::default())
            .await;
        assert_eq!(end, Err(expected));
    }
    let down = at(&Scripted::down().await.expect("a port"), EmbedOptions::default());
    assert_eq!(down.embed(&ctx(), Texts::queries(&all), &Kept::default()).await, Err(Error::Unreachable));
}

#[tokio::test]
async fn the_side_is_told_to_an_endpoint_that_wants_it_and_to_no_other() {
    let server =
        Scripted::start_with(Arc::new(|request| Script::embeddings(request, 16))).await.expect("started");
    let told = at(&server.base_url(), EmbedOptions { input_type: true, ..EmbedOptions::default() });
    let untold = at(&server.base_url(), EmbedOptions::default());
    let one = texts(1);
    for texts in [Texts::queries(&one), Texts::passages(&one, &[])] {
        told.embed(&ctx(), texts, &Kept::default()).await.expect("embedded");
        untold.embed(&ctx(), texts, &Kept::default()).await.expect("embedded");
    }
    let sides: Vec<_> = server.received().iter().map(|it| it.body.get("input_type").cloned()).collect();
    assert_eq!(sides, [Some(json!("query")), None, Some(json!("passage")), None]);
    assert_ne!(told.made_by(), untold.made_by());
}
