//! Every way an endpoint can behave, over a real socket.

use std::time::Duration;

use futures::StreamExt;

use super::*;
use crate::{
    endpoint::{ApiKey, Dialect},
    fixture::{Kept, ctx, noon, world},
    provider::Provider,
    scripted::{Script, Scripted, Step, words},
};

fn limits() -> Limits {
    Limits {
        first_token: Duration::from_millis(400),
        idle: Duration::from_millis(300),
        total: Duration::from_secs(5),
        request_bytes: 10_000,
        answer_bytes: 50_000,
        event_bytes: 5_000,
    }
}

fn at(base: &str, limits: Limits) -> ChatModel {
    let gate = Gateway::new(vec![Provider::own_machine("own", base, "m")], world(&noon())).expect("a gate");
    ChatModel::new(gate, Endpoint::open_ai("own", "m", Some(ApiKey::new("sk-1"))), limits)
}

fn question(text: &str) -> Request {
    let messages = vec![Message::new(Speaker::System, "Antwoord."), Message::new(Speaker::User, text)];
    Request {
        messages,
        passages: vec![PassageId::new(&world(&noon()))],
        temperature: Some(0.0),
        max_tokens: None,
    }
}

/// What was said, and how it ended.
async fn drain(mut answering: Answering) -> (String, Result<Finish, Error>) {
    let mut text = String::new();
    while let Some(delta) = answering.next().await {
        match delta {
            Ok(Delta::Text(more)) => text.push_str(&more),
            Ok(Delta::End { finish, .. }) => {
                assert!(answering.next().await.is_none(), "nothing follows the end");
                return (text, Ok(finish));
            }
            Err(error) => {
                assert!(answering.next().await.is_none(), "nothing follows an error");
                return (text, Err(error));
            }
        }
    }
    panic!("a stream ends with an end or an error");
}

async fn play_within(script: Script, limits: Limits) -> (String, Result<Finish, Error>) {
    let server = Scripted::start(script).await.expect("started");
    let model = at(&server.base_url(), limits);
    match model.stream(&ctx(), &question("Vraag?"), Arc::new(Kept::default())).await {
        Ok(answering) => drain(answering).await,
        Err(error) => (String::new(), Err(error)),
    }
}

async fn play(script: Script) -> (String, Result<Finish, Error>) {
    play_within(script, limits()).await
}

fn said(text: &str, end: Result<Finish, Error>) -> (String, Result<Finish, Error>) {
    (text.to_owned(), end)
}

const PIECES: [&str; 3] = ["De huur ", "bedraagt € 1.250 ", "[1]."];
const WHOLE: &str = "De huur bedraagt € 1.250 [1].";

#[tokio::test]
async fn a_good_answer_arrives_whole_however_it_is_cut() {
    assert_eq!(play(Script::answer(&PIECES)).await, said(WHOLE, Ok(Finish::Stop)));
    assert_eq!(play(Script::trickle(&PIECES)).await, said(WHOLE, Ok(Finish::Stop)));
    assert_eq!(play(Script::slow(&PIECES, Duration::from_millis(100))).await, said(WHOLE, Ok(Finish::Stop)));
}

#[tokio::test]
async fn an_answer_that_breaks_off_keeps_what_came() {
    assert_eq!(
        play(Script::cut_off(&PIECES[..2])).await,
        said("De huur bedraagt € 1.250 ", Err(Error::CutOff))
    );
    assert_eq!(play(Script::unfinished(&PIECES)).await, said(WHOLE, Err(Error::CutOff)));
    let mid = Script::stream(vec![Step::Send(words("De ")), Step::Send(b"data: {\"choi".to_vec())]);
    assert_eq!(play(mid).await, said("De ", Err(Error::CutOff)));
}

#[tokio::test]
async fn an_endpoint_that_is_down_is_unreachable() {
    let model = at(&Scripted::down().await.expect("a port"), limits());
    let end = model.stream(&ctx(), &question("Vraag?"), Arc::new(Kept::default())).await;
    assert_eq!(end.err(), Some(Error::Unreachable));
}

#[tokio::test]
async fn slowness_is_a_timeout_at_each_stage() {
    assert_eq!(play(Script::silent()).await, said("", Err(Error::Timeout)));
    let pause = Step::Pause(Duration::from_secs(3600));
    assert_eq!(play(Script::stream(vec![pause.clone()])).await, said("", Err(Error::Timeout)));
    let stalls = Script::stream(vec![Step::Send(words("De ")), pause]);
    assert_eq!(play(stalls).await, said("De ", Err(Error::Timeout)));
    let pings = Script::stream(vec![Step::Forever(b": ping\n\n".to_vec())]);
    assert_eq!(
        play_within(pings, Limits { answer_bytes: usize::MAX, ..limits() }).await,
        said("", Err(Error::Timeout))
    );
    let pieces = ["x"; 40];
    let short = Limits { total: Duration::from_millis(500), ..limits() };
    let (text, end) = play_within(Script::slow(&pieces, Duration::from_millis(50)), short).await;
    assert_eq!(end, Err(Error::Timeout));
    assert!(!text.is_empty() && text.len() < 40, "the whole took too long");
}

#[tokio::test]
async fn nonsense_is_named_as_such() {
    let stream = |text: &str| Script::stream(vec![Step::Send(text.as_bytes().to_vec())]);
    for nonsense in [
        "data: hallo\n\n",
        "data: {}\n\n",
        "data: 17\n\n",
        "data: {\"choices\": 3}\n\n",
        "data: [DONE]\n\n",
        "data: \u{1}\n\n",
    ] {
        assert_eq!(play(stream(nonsense)).await, said("", Err(Error::Nonsense)), "{nonsense}");
    }
    let deep = format!("data: {}\n\n", "[".repeat(2000));
    assert_eq!(play(stream(&deep)).await.1, Err(Error::Nonsense));
    assert_eq!(
        play(Script::stream(vec![Step::Send(b"data: \xff\xfe\n\n".to_vec())])).await.1,
        Err(Error::Nonsense)
    );
    assert_eq!(play(Script::body(200, "text/html", "<h1>welkom</h1>")).await.1, Err(Error::Nonsense));
    let after_words = Script::stream(vec![Step::Send([words("De "), b"data: hallo\n\n".to_vec()].concat())]);
    assert_eq!(play(after_words).await, said("De ", Err(Error::Nonsense)));
    assert_eq!(play(Script::answer(&["  ", "\n"])).await.1, Err(Error::Nonsense), "no word at all");
}

#[tokio::test]
async fn errors_of_the_endpoint_keep_their_status_and_not_their_text() {
    for status in [400, 401, 404, 413, 429, 500, 503] {
        let (_, end) =
            play(Script::body(status, "application/json", r#"{"error":{"message":"Jansen"}}"#)).await;
        assert_eq!(end, Err(Error::Status(status)));
    }
    let inside = Script::stream(vec![
        Step::Send(words("De ")),
        Step::Send(b"data: {\"error\":{\"code\":\"x\"}}\n\n".to_vec()),
    ]);
    assert_eq!(play(inside).await, said("De ", Err(Error::Status(200))));
}

#[tokio::test]
async fn a_hostile_endpoint_cannot_fill_memory() {
    let one_line = Script::stream(vec![Step::Forever(vec![b'x'; 4000])]);
    assert_eq!(play(one_line).await.1, Err(Error::TooLarge));
    let many_words = Script::stream(vec![Step::Forever(words("la "))]);
    let (text, end) = play(many_words).await;
    assert_eq!(end, Err(Error::TooLarge));
    assert!(text.len() < 50_000);
}

#[tokio::test]
async fn a_request_over_the_limit_does_not_leave() {
    let server = Scripted::start(Script::answer(&PIECES)).await.expect("started");
    let kept = Arc::new(Kept::default());
    let end =
        at(&server.base_url(), limits()).stream(&ctx(), &question(&"x".repeat(20_000)), kept.clone()).await;
    assert_eq!(end.err(), Some(Error::TooLarge));
    assert!(server.received().is_empty() && kept.left.lock().expect("lock").is_empty());
}

#[tokio::test]
async fn p077_what_leaves_is_written_down_first_and_what_returns_after() {
    let server = Scripted::start(Script::answer(&PIECES)).await.expect("started");
    let model = at(&server.base_url(), limits());
    let kept = Arc::new(Kept::default());
    let answering =
        model.stream(&ctx(), &question("Hoe hoog is de huur?"), kept.clone()).await.expect("asked");
    drain(answering).await.1.expect("answered");
    let left = kept.left.lock().expect("lock").first().cloned().expect("written down");
    let received = server.received();
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&left.body).expect("json"), received[0].body);
    assert_eq!(
        (left.provider.as_str(), left.region.as_str(), left.passages.len()),
        ("own", "own-machine", 1)
    );
    assert_eq!(left.bytes, left.body.len() as u64);
    assert!(!format!("{left:?}").contains("huur"), "content is not shown");
    let back = kept.back.lock().expect("lock")[0];
    assert_eq!(
        (back.call, back.complete, back.tokens_in, back.tokens_out),
        (left.call, true, Some(7), Some(3))
    );
}

#[tokio::test]
async fn p077_without_a_ledger_nothing_leaves() {
    let server = Scripted::start(Script::answer(&PIECES)).await.expect("started");
    let kept = Arc::new(Kept { refuses: true, ..Kept::default() });
    let end = at(&server.base_url(), limits()).stream(&ctx(), &question("Vraag?"), kept).await;
    assert_eq!(end.err(), Some(Error::Ledger));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn p082_every_request_asks_not_to_store_and_is_a_conversation() {
    let server = Scripted::start(Script::answer(&PIECES)).await.expect("started");
    let azure = Dialect::Azure { deployment: "huis".into(), api_version: "2024-10-21".into() };
    for dialect in [Dialect::OpenAi, azure] {
        let mut model = at(&server.base_url(), limits());
        model.endpoint.dialect = dialect;
        let answering =
            model.stream(&ctx(), &question("Vraag?"), Arc::new(Kept::default())).await.expect("asked");
        drain(answering).await.1.expect("answered");
    }
    let received = server.received();
    assert_eq!(received[0].path, "/v1/chat/completions");
    assert_eq!(received[0].header("authorization"), Some("Bearer sk-1"));
    assert_eq!(received[1].path, "/openai/deployments/huis/chat/completions?api-version=2024-10-21");
    assert_eq!((received[1].header("api-key"), received[1].header("authorization")), (Some("sk-1"), None));
    for request in received {
        assert_eq!(request.body["store"], false);
        let mut fields: Vec<&String> = request.body.as_object().expect("object").keys().collect();
        fields.sort();
        assert_eq!(fields, ["messages", "model", "store", "stream", "stream_options", "temperature"]);
        assert!(request.header("referer").is_none() && request.header("cookie").is_none());
    }
}

#[tokio::test]
async fn letting_go_closes_the_connection() {
    let server =
        Scripted::start(Script::slow(&["x"; 1000], Duration::from_millis(5))).await.expect("started");
    let model = at(&server.base_url(), limits());
    let mut stream = model
        .stream(&ctx(), &question("Vraag?"), Arc::new(Kept::default()))
        .await
        .expect("asked")
        .into_stream();
    assert_eq!(stream.next().await, Some(Ok(Delta::Text("x".into()))));
    drop(stream);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_streams_at_once_lose_nothing() {
    let numbers: Vec<String> = (0..25).map(|number| format!("{number} ")).collect();
    let pieces: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let server = Scripted::start(Script::slow(&pieces, Duration::from_millis(2))).await.expect("started");
    let patient = Limits {
        first_token: Duration::from_secs(30),
        idle: Duration::from_secs(30),
        total: Duration::from_secs(60),
        ..limits()
    };
    let model = at(&server.base_url(), patient);
    let asked = (0..200).map(|_| async {
        let answering =
            model.stream(&ctx(), &question("Vraag?"), Arc::new(Kept::default())).await.expect("asked");
        drain(answering).await
    });
    for answer in futures::future::join_all(asked).await {
        assert_eq!(answer, said(&numbers.concat(), Ok(Finish::Stop)));
    }
}
