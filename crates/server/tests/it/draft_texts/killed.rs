//! Texts on a machine that stops.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::{sync::Notify, time::sleep};

use super::{Desk, document, paragraph, text};
use crate::{
    firm::{Firm, RESPONSIBLE},
    server::Place,
};

/// Texts saved one after another while the server is killed: what was acknowledged is there.
#[tokio::test]
async fn a_killed_server_keeps_every_text_it_acknowledged() {
    let place = Place::new(&Firm::plain());
    place.configure("[text]\ndutch_words = \"\"\n");
    let server = place.demo().ready(&place).await;
    let mut eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let (desk, _) = Desk::of_starter(&eva, "leeg%20stuk", Value::Null).await;
    server.stop().await;
    let (mut acknowledged, mut last, mut killed) = (1_u64, None::<u64>, 0);
    for round in 0..12_u64 {
        let mut server = place.serve().ready(&place).await;
        eva = eva.at(&server.base);
        let now = desk.get(&eva, "/text").await.expect(200);
        let revision = now["revision"].as_u64().expect("a revision");
        // one more may have been kept whose answer was lost
        assert!((acknowledged..=acknowledged + 1).contains(&revision), "{acknowledged} {revision}");
        if let Some(last) = last.filter(|_| revision == acknowledged) {
            assert_eq!(now["document"]["content"][0]["content"][0]["text"], format!("Regel {last}."));
        }
        acknowledged = revision;
        // a slow machine also writes in each life
        let (begun, writes) = (acknowledged, Notify::new());
        let killing = async {
            writes.notified().await;
            sleep(Duration::from_millis(round * 23)).await;
            server.kill();
        };
        let writing = async {
            loop {
                let number = acknowledged + 1;
                let body = document(&[paragraph("a", &[text(&format!("Regel {number}."))])]);
                let request = eva.ask(Method::PUT, &format!("{}/text", desk.path));
                let request = request.header("if-match", format!("\"{acknowledged}\""));
                let Ok(response) = request.json(&json!({"document": body})).send().await else { break };
                assert_eq!(response.status(), 200);
                (acknowledged, last) = (number, Some(number));
                if number >= begun + 2 {
                    writes.notify_one();
                }
            }
        };
        tokio::join!(killing, writing);
        killed += 1;
    }
    assert!(killed == 12 && acknowledged > 24, "{acknowledged} texts in {killed} lives");
}
