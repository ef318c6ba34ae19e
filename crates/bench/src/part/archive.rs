//! A firm with 10,000 documents: starting, memory, room, search and answers.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use futures::future::try_join_all;
use legalmind_model::scripted::{Script, Scripted};
use tokio::time::sleep;

use super::{reading::uploaded, search};
use crate::{
    client::{Client, Heard},
    corpus::Paragraphs,
    figure::{Bar, Sheet, millis, now, quantile},
    product::{Place, Product, come_to_rest, room},
};

/// The passages of each document.
const PASSAGES: usize = 10;
const STARTS: usize = 7;
/// Questions that are answered one after another.
const QUESTIONS: usize = 40;
/// Searches over HTTP.
const SEARCHES: usize = 4_000;
/// Answers that are made at the same time.
const STREAMS: usize = 500;
/// The name by which the scripted endpoint is known.
const MODEL: &str = "scripted";

/// Measures all of it.
pub async fn run(product: &Product, samples: &Path, documents: usize, sheet: &mut Sheet) -> Result<()> {
    println!("archive of {documents} documents");
    let mut paragraphs = Paragraphs::read(samples)?;
    let mut place = product.place("archive", "")?;
    place.make().await?;
    let people = fill(&place, &mut paragraphs, documents, sheet).await?;
    start(&place, sheet).await?;
    let queries = paragraphs.queries(SEARCHES);
    let questions = paragraphs.questions(QUESTIONS);
    over_http(&place, &people, &queries, &questions, sheet).await?;
    with_model(&mut place, &people, &questions, sheet).await?;
    search::run(&place, &queries, sheet).await
}

/// Fills the dossier; gives the lawyers, signed in.
async fn fill(
    place: &Place<'_>,
    paragraphs: &mut Paragraphs,
    documents: usize,
    sheet: &mut Sheet,
) -> Result<Vec<Client>> {
    let server = place.serve().await?;
    let people = try_join_all(place.lawyers()?.iter().map(|it| Client::sign_in(&server.base, it))).await?;
    let client = people.first().context("nobody is signed in")?;
    let dossier = client.dossier().await?;
    let before = room(&place.data())?;
    let all: Vec<(String, Bytes)> = (0..documents)
        .map(|number| (format!("stuk-{number:06}.txt"), paragraphs.document(number, PASSAGES).into()))
        .collect();
    let bytes: usize = all.iter().map(|(_, it)| it.len()).sum();
    let began = now();
    let ids = uploaded(client, &dossier, all).await?;
    for id in &ids {
        client.until_read(id).await?;
    }
    let speed = documents as f64 / began.elapsed().as_secs_f64();
    come_to_rest(&place.data()).await?;
    server.stop().await?;
    let used = room(&place.data())?.saturating_sub(before);
    println!("  {:.1} MB of text", bytes as f64 / 1e6);
    sheet.put(
        "ingest_text_files_per_second",
        "text files of ten passages, from upload to searchable",
        "files/s",
        None,
        &[speed],
    );
    sheet.put(
        "disk_share_text",
        "data on disk of those files once the product is at rest, of the originals and their text together",
        "×",
        Some(Bar::AtMost(1.5)),
        &[used as f64 / (2 * bytes) as f64],
    );
    Ok(people)
}

async fn start(place: &Place<'_>, sheet: &mut Sheet) -> Result<()> {
    let mut starts = Vec::new();
    let mut memory = Vec::new();
    for number in 0..STARTS {
        let server = place.serve().await?;
        starts.push(server.start.as_secs_f64());
        if number + 3 >= STARTS {
            sleep(Duration::from_secs(10)).await;
            memory.push(server.memory()?.0);
        }
        server.stop().await?;
    }
    let bar = Some(Bar::AtMost(1.0));
    sheet.put("start", "from the start of the process to ready, with all documents there", "s", bar, &starts);
    let bar = Some(Bar::AtMost(120.0));
    sheet.put("idle_memory", "resident memory ten seconds after the start", "MB", bar, &memory);
    Ok(())
}

async fn over_http(
    place: &Place<'_>,
    people: &[Client],
    queries: &[String],
    questions: &[String],
    sheet: &mut Sheet,
) -> Result<()> {
    let server = place.serve().await?;
    let people: Vec<Client> = people.iter().map(|it| it.at(&server.base)).collect();
    let client = people.first().context("nobody is signed in")?;
    let dossier = client.dossier().await?;
    // the first few warm the index, as the day's first users do
    for query in queries.iter().take(50) {
        searched(client, query).await?;
    }
    let share = queries.len().div_ceil(people.len());
    let began = now();
    let hands = people.iter().zip(queries.chunks(share)).map(|(client, some)| async move {
        let mut times = Vec::with_capacity(some.len());
        for query in some {
            times.push(searched(client, query).await?);
        }
        anyhow::Ok(times)
    });
    let mut times: Vec<f64> = try_join_all(hands).await?.concat();
    let rate = times.len() as f64 / began.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    sheet.put(
        "search_http_rate",
        "searches over HTTP by 8 people who never pause, on the cores that also play the people",
        "per s",
        None,
        &[rate],
    );
    sheet.put(
        "search_http_p50",
        "time of one of those searches, median",
        "ms",
        None,
        &[quantile(&times, 0.5)],
    );
    sheet.put(
        "search_http_p99",
        "time of one of those searches, 99th percentile",
        "ms",
        None,
        &[quantile(&times, 0.99)],
    );
    let mut single = Vec::new();
    for query in queries.iter().take(500) {
        single.push(searched(client, query).await?);
    }
    single.sort_by(f64::total_cmp);
    sheet.put(
        "search_http_alone",
        "the same by one person alone, median",
        "ms",
        None,
        &[quantile(&single, 0.5)],
    );
    answers(client, &dossier, questions, sheet).await?;
    sheet.put("busy_memory", "the most memory it took in all that", "MB", None, &[server.memory()?.1]);
    server.stop().await
}

async fn searched(client: &Client, query: &str) -> Result<f64> {
    let began = now();
    client.search(query).await?;
    Ok(millis(began.elapsed()))
}

async fn answers(client: &Client, dossier: &str, questions: &[String], sheet: &mut Sheet) -> Result<()> {
    let (mut first, mut end) = (Vec::new(), Vec::new());
    for question in questions {
        let heard = client.question(dossier, question).await?;
        first.push(millis(heard.first));
        end.push(millis(heard.end));
    }
    let bar = |most| Some(Bar::AtMost(most));
    sheet.put(
        "answer_first_event",
        "verbatim answer: from the question to the first event",
        "ms",
        bar(50.0),
        &first,
    );
    sheet.put("answer_complete", "verbatim answer: from the question to its end", "ms", bar(200.0), &end);
    Ok(())
}

/// What the scripted model says: words that can be counted.
fn script() -> Vec<String> {
    (0..40).map(|number| format!("woord{number} ")).collect()
}

async fn with_model(
    place: &mut Place<'_>,
    people: &[Client],
    questions: &[String],
    sheet: &mut Sheet,
) -> Result<()> {
    let words = script();
    let pieces: Vec<&str> = words.iter().map(String::as_str).collect();
    // the endpoint's first word comes at once, so that all before it is the product's own
    let quick = Script::answer(&pieces);
    let endpoint = Scripted::start(quick).await?;
    place.configure(&format!(
        "[model]\nprovider = \"own\"\nname = {MODEL:?}\n[[provider]]\nid = \"own\"\nkind = \"own_machine\"\n\
         base_url = {:?}\nmodels = [{MODEL:?}]\n",
        endpoint.base_url()
    ))?;
    let server = place.serve().await?;
    let people: Vec<Client> = people.iter().map(|it| it.at(&server.base)).collect();
    let client = people.first().context("nobody is signed in")?;
    let dossier = client.dossier().await?;
    first_token(client, &dossier, questions, &endpoint, &pieces, sheet).await?;
    endpoint.set(Script::slow(&pieces, Duration::from_millis(50)));
    many(&people, &dossier, questions, &words.concat(), sheet).await?;
    server.stop().await?;
    place.configure("")
}

/// From the model's first word to the same word at the person.
async fn first_token(
    client: &Client,
    dossier: &str,
    questions: &[String],
    endpoint: &Scripted,
    pieces: &[&str],
    sheet: &mut Sheet,
) -> Result<()> {
    let sent = Arc::new(std::sync::Mutex::new(None));
    let script = Script::answer(pieces);
    let mark = Arc::clone(&sent);
    endpoint.set_behaviour(Arc::new(move |_| {
        if let Ok(mut sent) = mark.lock() {
            *sent = Some(now());
        }
        script.clone()
    }));
    let mut times = Vec::new();
    for question in questions {
        let heard = client.question(dossier, question).await?;
        let sent = sent.lock().ok().and_then(|it| *it).context("the model was not asked")?;
        let words = heard.words.context("no words came")?;
        times.push(millis(words.saturating_duration_since(sent)));
    }
    let what = "model's answer: from its first word at the product's door to the person";
    sheet.put("model_overhead", what, "ms", Some(Bar::AtMost(30.0)), &times);
    Ok(())
}

/// Many answers at once; what every one of them missed.
async fn many(
    people: &[Client],
    dossier: &str,
    questions: &[String],
    expected: &str,
    sheet: &mut Sheet,
) -> Result<()> {
    let asked = (0..STREAMS).filter_map(|number| {
        let client = people.get(number % people.len())?;
        let question = questions.get(number % questions.len())?;
        Some(client.question(dossier, question))
    });
    let began = now();
    let heard: Vec<Heard> = try_join_all(asked).await?;
    let taken = began.elapsed();
    ensure!(heard.len() == STREAMS, "streams are missing");
    let lost = heard.iter().filter(|it| !it.text.contains(expected.trim_end())).count();
    let what = format!("answers that miss a word of the model, of {STREAMS} made at the same time");
    sheet.put("streams_lost", &what, "answers", Some(Bar::AtMost(0.0)), &[lost as f64]);
    let what = format!("until the last of those {STREAMS} answers ended (the model itself takes 2 s)");
    sheet.put("streams_time", &what, "s", None, &[taken.as_secs_f64()]);
    Ok(())
}
