//! What the gate lets through, and that it decides before any name is looked up.

use super::*;
use crate::{
    chat::{ChatModel, Message, Request, Speaker},
    endpoint::{Endpoint, Limits},
    fixture::{Kept, ctx, noon, world},
    provider::{Norm, Provider, tests::good},
    scripted::{Script, Scripted},
};

fn gate(records: Vec<Provider>) -> Gateway {
    Gateway::new(records, world(&noon())).expect("a gate")
}

fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn request() -> Request {
    Request {
        messages: vec![Message::new(Speaker::User, "Vraag")],
        passages: Vec::new(),
        temperature: None,
        max_tokens: None,
    }
}

async fn ask(gate: &Gateway, provider: &str, model: &str) -> Error {
    let model = ChatModel::new(gate.clone(), Endpoint::open_ai(provider, model, None), Limits::default());
    model.stream(&ctx(), &request(), Arc::new(Kept::default())).await.err().expect("refused")
}

#[tokio::test]
async fn p007_a_host_of_no_active_record_is_refused_before_any_look_up() {
    let gate = gate(vec![good()]);
    for stranger in [
        "https://api.stranger.invalid/v1/chat/completions",
        "https://firma.openai.example.nl.evil.invalid/",
        "http://firma.openai.example.nl/",
        "https://firma.openai.example.nl:8443/",
        "https://user@firma.openai.example.nl/",
        "http://127.0.0.1:9/",
        "file:///etc/passwd",
    ] {
        let refused = gate.admit(&url(stranger)).expect_err("refused");
        assert_eq!(refused, Error::Refused(Rule::UnknownHost), "{stranger}");
    }
    assert!(gate.admit(&url("https://FIRMA.openai.example.nl./v1/chat/completions")).is_ok());
    for state in [
        ProviderState::Proposed,
        ProviderState::Assessed,
        ProviderState::Announced,
        ProviderState::Suspended,
        ProviderState::Ended,
    ] {
        gate.replace(vec![Provider { state, ..good() }]).expect("replaced");
        assert_eq!(ask(&gate, "azure-nl", "gpt").await, Error::Refused(Rule::NotActive(state)));
    }
    assert_eq!(gate.lookups(), 0, "no name was looked up");
}

#[tokio::test]
async fn p007_an_active_record_is_looked_up_and_then_unreachable() {
    let gate = gate(vec![Provider { base_url: "https://nobody.invalid".into(), ..good() }]);
    assert_eq!(ask(&gate, "azure-nl", "gpt").await, Error::Unreachable);
    assert!(gate.lookups() >= 1, "the counter counts");
}

#[tokio::test]
async fn p012_a_record_that_moves_out_of_the_union_is_refused_on_the_next_call() {
    let gate = gate(vec![good()]);
    assert!(gate.admit(&url("https://firma.openai.example.nl")).is_ok());
    gate.replace(vec![Provider { region_country: "US".into(), ..good() }]).expect("replaced");
    assert_eq!(ask(&gate, "azure-nl", "gpt").await, Error::Refused(Rule::Norm(Norm::ProcessingPlace)));
}

#[tokio::test]
async fn p015_an_expired_certificate_suspends_by_itself() {
    let clock = noon();
    let gate = Gateway::new(vec![good()], world(&clock)).expect("a gate");
    assert!(gate.admit(&url("https://firma.openai.example.nl")).is_ok());
    clock.set("2027-01-01T00:00:00Z");
    assert_eq!(ask(&gate, "azure-nl", "gpt").await, Error::Refused(Rule::Norm(Norm::Certificate)));
    assert_eq!(gate.lookups(), 0);
}

#[tokio::test]
async fn p078_only_listed_models_are_asked_for() {
    let gate = gate(vec![good()]);
    assert_eq!(ask(&gate, "azure-nl", "gpt-other").await, Error::Refused(Rule::UnknownModel));
    assert_eq!(ask(&gate, "nobody", "gpt").await, Error::Refused(Rule::UnknownHost));
    assert_eq!(gate.lookups(), 0);
}

#[test]
fn p007_a_host_is_owned_by_exactly_one_record() {
    let twice = vec![
        good(),
        Provider { id: "other".into(), base_url: "https://FIRMA.openai.example.nl:443/x".into(), ..good() },
    ];
    assert_eq!(Gateway::new(twice, world(&noon())).err(), Some(Error::Refused(Rule::HostOwnedTwice)));
    let ports = vec![
        Provider::own_machine("a", "http://127.0.0.1:1", "m"),
        Provider::own_machine("b", "http://127.0.0.1:2", "m"),
    ];
    assert!(Gateway::new(ports, world(&noon())).is_ok());
}

#[tokio::test]
async fn a_redirect_is_refused_and_not_followed() {
    let elsewhere = Scripted::start(Script::answer(&["gevangen"])).await.expect("started");
    let to = format!("{}/v1/chat/completions", elsewhere.base_url());
    let server = Scripted::start(Script::redirect(&to)).await.expect("started");
    let records = vec![
        Provider::own_machine("own", &server.base_url(), "m"),
        Provider::own_machine("elsewhere", &elsewhere.base_url(), "m"),
    ];
    assert_eq!(ask(&gate(records), "own", "m").await, Error::Refused(Rule::Redirect));
    assert_eq!(server.received().len(), 1);
    assert!(elsewhere.received().is_empty(), "nothing went to the other address");
}

#[test]
fn a_suppliers_name_may_not_lead_to_this_machine_nor_the_reverse() {
    let loopback = "127.0.0.1:443".parse().expect("an address");
    let outside = "20.61.0.1:443".parse().expect("an address");
    assert!(fits(ProviderKind::OwnMachine, &loopback) && !fits(ProviderKind::OwnMachine, &outside));
    assert!(fits(ProviderKind::Supplier, &outside) && !fits(ProviderKind::Supplier, &loopback));
}
