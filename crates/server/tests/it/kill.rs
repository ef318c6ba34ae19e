//! What was acknowledged is kept, whenever the machine stops.
//!
//! The server is killed again and again, at moments chosen by a seed: in the middle of uploads,
//! of reading, of answers, and of starting. After each start the work goes on where the server
//! says it is.

mod lane;

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;
use tokio::time::{Instant, sleep};

use self::lane::{Asker, Dice, Sender};
use crate::{
    browser::Browser,
    firm::{Firm, RESPONSIBLE},
    server::Place,
};

const KILLS: usize = 104;
/// Every so many times the server is killed before it is ready.
const EARLY: usize = 8;
const SEED: u64 = 0x5eed_2026;

struct Work {
    senders: [Sender; 2],
    asker: Asker,
}

impl Work {
    /// Goes on for ever; a connection that breaks by itself fails the test.
    async fn go_on(&mut self, eva: &Browser, round: usize) {
        let [first, second] = &mut self.senders;
        tokio::join!(first.go_on(eva, round), second.go_on(eva, round), self.asker.go_on(eva, round));
    }
}

#[tokio::test]
async fn a_killed_server_loses_nothing_acknowledged() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let mut eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    server.stop().await;

    let mut dice = Dice(SEED);
    let mut work = Work {
        senders: [Sender::new(&dossier, 0, dice.next()), Sender::new(&dossier, 1, dice.next())],
        asker: Asker::new(&dossier, dice.next()),
    };
    let (mut starts, mut slept) = (Vec::new(), Duration::ZERO);
    for round in 0..KILLS {
        let begun = Instant::now();
        let mut server = place.serve();
        if round % EARLY == EARLY - 1 {
            sleep(Duration::from_millis(dice.below(900))).await;
            server.kill();
            continue;
        }
        let mut server = server.ready(&place).await;
        starts.push(begun.elapsed());
        eva = eva.at(&server.base);
        let moment = Duration::from_millis(30 + dice.below(270));
        slept += moment;
        tokio::select! {
            // the kill comes first, and the requests under way are lost with it
            () = async { sleep(moment).await; server.kill() } => {}
            () = work.go_on(&eva, round) => {}
        }
    }

    let server = place.serve().ready(&place).await;
    eva = eva.at(&server.base);
    for sender in &mut work.senders {
        sender.finish(&eva).await;
    }
    let begun = Instant::now();
    let documents = all_read(&eva, &dossier).await;
    let waited = begun.elapsed();
    check_documents(&eva, &work, &documents).await;
    let answers = check_answers(&eva, &dossier, &work.asker).await;
    check_rest(&eva, &dossier).await;
    server.stop().await;
    starts.sort();
    println!(
        "{KILLS} kills in {slept:?} of work; start median {:?}, longest {:?}; {} documents, the last read after {waited:?}; \
         answers {answers:?}",
        starts[starts.len() / 2],
        starts.last().expect("a start"),
        documents.len(),
    );
}

/// The documents, once none is on its way any more.
async fn all_read(eva: &Browser, dossier: &str) -> Vec<Value> {
    let ended = |it: &Value| it["progress"] == "searchable" || it["progress"] == "failed";
    let mut documents = Vec::new();
    for _ in 0..300 {
        documents = eva.all(&format!("/api/v1/dossiers/{dossier}/documents")).await;
        if documents.iter().all(ended) {
            return documents;
        }
        sleep(Duration::from_millis(500)).await;
    }
    let left: Vec<_> = documents.iter().filter(|it| !ended(it)).collect();
    panic!("after two and a half minutes {} documents are on their way: {:?}", left.len(), left.first());
}

async fn check_documents(eva: &Browser, work: &Work, documents: &[Value]) {
    let mut by_name: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for document in documents {
        by_name.entry(document["name"].as_str().expect("a name")).or_default().push(document);
    }
    let sent: Vec<_> = work.senders.iter().flat_map(|it| &it.sent).collect();
    assert!(sent.len() > 60, "only {} files were sent", sent.len());
    assert_eq!(by_name.remove("brief.txt").map(|it| it.len()), Some(1), "the first document is there");
    for file in &sent {
        let found = by_name.remove(file.name.as_str()).unwrap_or_default();
        assert_eq!(found.len(), 1, "{} is there once", file.name);
        let found = found[0];
        assert_eq!(found["id"], file.document, "{}", file.name);
        assert_eq!(found["progress"], "searchable", "{found}");
        let version = found["version"].as_str().expect("a version");
        let content =
            eva.get(&format!("/api/v1/documents/{}/versions/{version}/content", file.document)).await;
        assert!(
            content.status == 200 && content.bytes == file.bytes,
            "the bytes of {} are those sent",
            file.name
        );
        if let Some(word) = &file.word {
            let hits = eva.get(&format!("/api/v1/search?q={word}&limit=100")).await.expect(200);
            assert_eq!(hits["total"], 1, "{word} of {} is found once", file.name);
            assert_eq!(hits["items"][0]["document"], file.document);
        }
    }
    assert!(by_name.is_empty(), "documents nobody sent: {:?}", by_name.keys());
}

/// How many answers ended how.
async fn check_answers(eva: &Browser, dossier: &str, asker: &Asker) -> BTreeMap<String, usize> {
    let mut seen = BTreeMap::new();
    let mut states = BTreeMap::new();
    for answer in eva.all(&format!("/api/v1/dossiers/{dossier}/answers")).await {
        let state = answer["state"].as_str().expect("a state").to_owned();
        assert_ne!(state, "running", "{answer}");
        *states.entry(state).or_insert(0) += 1;
        *seen.entry(answer["id"].as_str().expect("an id").to_owned()).or_insert(0) += 1;
    }
    assert!(seen.values().all(|times| *times == 1), "an answer is there twice");
    for asked in &asker.asked {
        assert!(seen.contains_key(asked), "a question that was accepted is gone");
    }
    assert!(asker.asked.len() > 30, "only {} questions were asked", asker.asked.len());
    states
}

async fn check_rest(eva: &Browser, dossier: &str) {
    for state in ["waiting", "running", "failed"] {
        let jobs = eva.get(&format!("/api/v1/jobs?state={state}")).await.expect(200);
        assert_eq!(jobs["items"], serde_json::json!([]), "no job is {state}");
    }
    // an announcement whose answer was lost is an upload nobody goes on with; nothing is in it
    for upload in eva.get(&format!("/api/v1/dossiers/{dossier}/uploads")).await.expect(200)["items"]
        .as_array()
        .expect("items")
    {
        assert_eq!(upload["offset"], 0, "{upload}");
    }
}
