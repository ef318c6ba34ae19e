//! A check is a job: running at once, stopped, killed and made all the same, once.

use std::time::Duration;

use legalmind_store::audit::Record;
use legalmind_testkit::scripted::{Script, Scripted};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{
    asked::{Desk, said},
    contract, finding, pair, wrong,
};
use crate::{browser::id, inside::Inside};

/// Waits until the model was asked this often.
async fn heard(model: &Scripted, times: usize) {
    for _ in 0..600 {
        if model.received().len() >= times {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("the model was asked {} times", model.received().len());
}

#[tokio::test]
async fn a_check_is_running_at_once_and_stopped_when_asked() {
    let desk = Desk::new(Script::silent(), &contract()).await;
    let (eva, path) = (&desk.eva, format!("/api/v1/dossiers/{}/checks", desk.dossier));
    let started = eva.post(&path, &desk.asked).await.expect(201);
    assert_eq!(json!([started["state"], started["findings"]]), json!(["running", []]));
    assert_eq!(started["playbook_title"]["nl"], "Verwerking getoetst", "it is named before it is made");
    heard(&desk.model, 1).await;
    let at = format!("/api/v1/checks/{}", id(&started));
    // how far it is, is told with the beat of the job
    for _ in 0..100 {
        if !eva.get(&at).await.expect(200)["step"].is_null() {
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(eva.get(&at).await.expect(200)["step"], json!({"done": 0, "total": 3}));
    let report = eva.get(&format!("{at}/report?format=json")).await;
    assert_eq!(wrong(&report, 409), pair("", "not_made"));
    let job = |jobs: Vec<Value>| jobs.into_iter().find(|it| it["kind"] == "check").expect("a job");
    let shown = job(eva.all("/api/v1/jobs").await);
    assert_eq!(json!([shown["state"], shown["progress"]]), json!(["running", null]), "{shown}");

    let reply = eva.post(&format!("{at}/stop"), &json!({})).await;
    let inside = Inside::open(&desk.place).await;
    assert_eq!(inside.entries(&reply).await, ["check.stop done"]);
    assert_eq!(reply.expect(200)["state"], "stopped");
    assert_eq!(job(eva.all("/api/v1/jobs").await)["state"], "done");
    // the next one is made by the same workers, and follows none that was stopped
    desk.model.set(said("nothing", &[], ""));
    let next = desk.check().await;
    assert_eq!(json!([next["state"], next["previous"]]), json!(["open", null]));
    let stopped = eva.get(&at).await.expect(200);
    assert_eq!(json!([stopped["state"], stopped["findings"]]), json!(["stopped", []]));
    // what has ended stays as it is
    let ended = eva.post(&format!("/api/v1/checks/{}/stop", id(&next)), &json!({})).await.expect(200);
    assert_eq!((&ended["state"], &ended["revision"]), (&json!("open"), &next["revision"]));
    let runs = inside.log().await.into_iter().filter(|it| it.action == "check.run").count();
    assert_eq!(runs, 1, "the one that was stopped was not made");
}

#[tokio::test]
async fn a_check_that_was_being_made_when_the_program_was_killed_is_made_once() {
    let mut desk = Desk::new(Script::silent(), &contract()).await;
    let path = format!("/api/v1/dossiers/{}/checks", desk.dossier);
    let started = desk.eva.post(&path, &desk.asked).await.expect(201);
    heard(&desk.model, 1).await;
    for round in 2..4 {
        desk.server.kill();
        desk.server = desk.place.serve().ready(&desk.place).await;
        desk.eva = desk.eva.clone().at(&desk.server.base);
        // begun anew at once, by who sits where the killed one sat
        heard(&desk.model, round).await;
        let seen = desk.eva.get(&format!("/api/v1/checks/{}", id(&started))).await.expect(200);
        assert_eq!(json!([seen["state"], seen["findings"]]), json!(["running", []]), "never half");
    }
    desk.model.set(said("nothing", &[], ""));
    desk.server.kill();
    desk.server = desk.place.serve().ready(&desk.place).await;
    desk.eva = desk.eva.clone().at(&desk.server.base);
    let made = desk.eva.until_checked(&started).await;
    assert_eq!(json!([made["state"], made["revision"]]), json!(["open", 2]));
    assert_eq!(finding(&made, "geheimhouding")["answer"]["says"], "nothing");
    assert_eq!(desk.eva.all(&path).await.len(), 1);
    // told to stop, a server gives back what it holds
    let Desk { place, server, model, eva, dossier, asked } = desk;
    model.set(Script::silent());
    let calls = model.received().len();
    let next = eva.post(&path, &asked).await.expect(201);
    heard(&model, calls + 1).await;
    server.stop().await;
    model.set(said("nothing", &[], ""));
    let server = place.serve().ready(&place).await;
    let eva = eva.at(&server.base);
    assert_eq!(eva.until_checked(&next).await["state"], "open");
    assert_eq!(eva.all(&format!("/api/v1/dossiers/{dossier}/checks")).await.len(), 2);
    let log = Inside::open(&place).await.log().await;
    let runs = |id: &str| {
        let of = |it: &&Record| it.action == "check.run" && it.id.is_some_and(|it| it.to_string() == id);
        log.iter().filter(of).count()
    };
    assert_eq!([runs(&id(&started)), runs(&id(&next))], [1, 1]);
}
