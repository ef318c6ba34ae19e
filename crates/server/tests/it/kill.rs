//! What was acknowledged is kept, whenever the machine stops.
//!
//! The server is killed again and again, at moments chosen by a seed: in the middle of uploads,
//! of reading, of answers, and of starting. After each start the work goes on where the server
//! says it is.

mod lane;

use std::{collections::BTreeMap, time::Duration};

use legalmind_testkit::scripted::{Script, Scripted};
use serde_json::Value;
use tokio::time::{Instant, sleep};

use self::lane::{Asker, Dice, Sender};
use crate::{
    browser::Browser,
    firm::{Firm, RESPONSIBLE},
    inside::Inside,
    server::Place,
};

/// In each of the two places; more where a slow machine did little work between them.
const KILLS: usize = 52;
/// The least that is done in each place.
const FILES: usize = 31;
const QUESTIONS: usize = 16;
/// Every so many times the server is killed before it is ready.
const EARLY: usize = 8;
/// Every so many times, where a model answers, the kill waits for its first words.
const SPEAKING: usize = 5;
const SEED: u64 = 0x5eed_2026;

struct Work {
    senders: [Sender; 2],
    asker: Asker,
}

impl Work {
    fn new(dossier: &str, dice: &mut Dice) -> Self {
        Self {
            senders: [Sender::new(dossier, 0, dice.next()), Sender::new(dossier, 1, dice.next())],
            asker: Asker::new(dossier, dice.next()),
        }
    }

    /// Whether so much was done that the kills fell into something.
    fn enough(&self) -> bool {
        let sent: usize = self.senders.iter().map(|it| it.sent.len()).sum();
        sent >= FILES && self.asker.asked.len() >= QUESTIONS
    }

    /// Goes on for ever; a connection that breaks by itself fails the test.
    async fn go_on(&mut self, eva: &Browser, round: usize) {
        let [first, second] = &mut self.senders;
        tokio::join!(first.go_on(eva, round), second.go_on(eva, round), self.asker.go_on(eva, round));
    }
}

/// Two places side by side: one without a model, one in whose answers the kills fall too.
#[tokio::test]
async fn a_killed_server_loses_nothing_acknowledged() {
    let pieces =
        ["De huurder ", "heeft de huur ", "over maart ", "niet betaald. ", QUOTE, " Dat ", "is alles."];
    let model = Scripted::start(Script::slow(&pieces, Duration::from_millis(40))).await.expect("a port");
    let (alone, asking) = (Place::new(&Firm::plain()), Place::new(&Firm::plain()));
    // compounds are not what is tested, and their word list is read at every start
    alone.configure("[text]\ndutch_words = \"\"\n");
    asking.configure("[text]\ndutch_words = \"\"\n");
    asking.model(&model.base_url());
    let (_, cut) = tokio::join!(killed(&alone, Dice(SEED), false), killed(&asking, Dice(!SEED), true));
    assert!(cut > 0, "no kill fell into a model's words");
}

const QUOTE: &str = "[[1|de huurpenningen over maart niet betaald]]";

/// Kills the servers of a place, then looks at all of it; how many answers were cut off after
/// their first words.
async fn killed(place: &Place, mut dice: Dice, speaking: bool) -> usize {
    let server = place.demo().ready(place).await;
    let mut eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    server.stop().await;

    let mut work = Work::new(&dossier, &mut dice);
    let (mut starts, mut slept) = (Vec::new(), Duration::ZERO);
    let mut kills = 0;
    for round in 0..4 * KILLS {
        if round >= KILLS && work.enough() {
            break;
        }
        kills += 1;
        let begun = Instant::now();
        let mut server = place.serve();
        if round % EARLY == EARLY - 1 {
            sleep(Duration::from_millis(dice.below(400))).await;
            server.kill();
            continue;
        }
        let mut server = server.ready(place).await;
        starts.push(begun.elapsed());
        eva = eva.at(&server.base);
        let moment = Duration::from_millis(30 + dice.below(370));
        slept += moment;
        let killing = async {
            if speaking && round % SPEAKING == 0 {
                first_words(&eva, &dossier).await;
                sleep(moment / 4).await;
            } else {
                sleep(moment).await;
            }
            server.kill();
        };
        tokio::select! {
            // the kill comes first, and the requests under way are lost with it
            () = killing => {}
            () = work.go_on(&eva, round) => {}
        }
    }

    let server = place.serve().ready(place).await;
    eva = eva.at(&server.base);
    for sender in &mut work.senders {
        sender.finish(&eva).await;
    }
    let begun = Instant::now();
    let documents = all_read(&eva, &dossier).await;
    let waited = begun.elapsed();
    check_documents(&eva, &work, &documents).await;
    let answers = answers(&eva, &dossier).await;
    let states = check_answers(&answers, &work.asker);
    check_rest(&eva, &dossier).await;
    server.stop().await;
    check_log(place, &documents, &answers).await;
    starts.sort();
    println!(
        "{kills} kills in {slept:?} of work; start median {:?}, longest {:?}; {} documents, the last read after {waited:?}; \
         answers {states:?}",
        starts[starts.len() / 2],
        starts.last().expect("a start"),
        documents.len(),
    );
    answers.iter().filter(|it| it["state"] == "interrupted" && it["text"] != "").count()
}

/// Asks, and waits until the model speaks.
async fn first_words(eva: &Browser, dossier: &str) {
    let question = serde_json::json!({"question": "Wat heeft de huurder niet betaald?"});
    let asked = eva.post(&format!("/api/v1/dossiers/{dossier}/answers"), &question).await.expect(201);
    let path = format!("/api/v1/answers/{}", asked["id"].as_str().expect("an id"));
    loop {
        let answer = eva.get(&path).await.expect(200);
        if answer["text"] != "" || answer["state"] != "running" {
            return;
        }
        sleep(Duration::from_millis(5)).await;
    }
}

/// The audit log is whole, and tells of each thing once.
async fn check_log(place: &Place, documents: &[Value], answers: &[Value]) {
    let log = Inside::open(place).await.log().await;
    let mut told: BTreeMap<(&str, String), usize> = BTreeMap::new();
    // whoever asks for an upload whose last acknowledgement was lost is refused: that makes nothing
    for entry in log.iter().filter(|it| it.outcome != "refused") {
        let action = match entry.action.as_str() {
            "answer.interrupt" => "answer.end",
            other => other,
        };
        *told.entry((action, entry.id.map(|id| id.to_string()).unwrap_or_default())).or_default() += 1;
    }
    let mut once = |action, object: &Value| {
        let id = object["id"].as_str().expect("an id").to_owned();
        assert_eq!(told.remove(&(action, id)), Some(1), "{action} of {object}");
    };
    for document in documents {
        once("document.add", document);
    }
    for answer in answers {
        once("answer.ask", answer);
        once("answer.end", answer);
    }
    let rest: Vec<_> = told
        .keys()
        .filter(|(action, _)| ["document.add", "answer.ask", "answer.end"].contains(action))
        .collect();
    assert!(rest.is_empty(), "entries of what is not there: {rest:?}");
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
    assert!(sent.len() >= FILES, "only {} files were sent", sent.len());
    assert_eq!(by_name.remove("brief.txt").map(|it| it.len()), Some(1), "the first document is there");
    for file in &sent {
        let found = by_name.remove(file.name.as_str()).unwrap_or_default();
        assert_eq!(found.len(), 1, "{} is there once", file.name);
        let found = found[0];
        assert_eq!(found["id"], file.document, "{}", file.name);
        assert_eq!(found["progress"], "searchable", "{found}");
        if file.word.is_some() {
            assert_eq!(found["duplicate_of"], Value::Null, "{} is stored twice", file.name);
        }
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

async fn answers(eva: &Browser, dossier: &str) -> Vec<Value> {
    eva.all(&format!("/api/v1/dossiers/{dossier}/answers")).await
}

/// How many answers ended how.
fn check_answers(answers: &[Value], asker: &Asker) -> BTreeMap<String, usize> {
    let mut seen = BTreeMap::new();
    let mut states = BTreeMap::new();
    for answer in answers {
        let state = answer["state"].as_str().expect("a state").to_owned();
        assert_ne!(state, "running", "{answer}");
        *states.entry(state).or_insert(0) += 1;
        *seen.entry(answer["id"].as_str().expect("an id").to_owned()).or_insert(0) += 1;
    }
    assert!(seen.values().all(|times| *times == 1), "an answer is there twice");
    for asked in &asker.asked {
        assert!(seen.contains_key(asked), "a question that was accepted is gone");
    }
    assert!(asker.asked.len() >= QUESTIONS, "only {} questions were asked", asker.asked.len());
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
