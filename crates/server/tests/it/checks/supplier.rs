//! The clauses of a supplier's contract: proposed by a check, confirmed by a person in the register.

use legalmind_testkit::word;
use reqwest::Method;
use serde_json::{Value, json};

use super::sent;
use crate::{
    browser::{id, send},
    firm::{ADMINISTRATOR, Firm, RESPONSIBLE},
    rights::user,
    server::Place,
};

/// A contract that has some of the clauses, says the reverse of one, is vague on one, and lacks the others.
fn contract() -> Vec<u8> {
    let body = [
        word::heading("Overeenkomst hosting"),
        word::heading("Artikel 1 Gegevens"),
        word::paragraph("De gegevens van klant worden bewaard binnen de Europese Economische Ruimte."),
        word::paragraph("Leverancier mag de gegevens gebruiken om haar modellen te trainen."),
        word::heading("Artikel 2 Controle"),
        word::paragraph("Klant mag eenmaal per jaar een audit laten uitvoeren."),
        word::heading("Artikel 3 Incidenten"),
        word::paragraph("Leverancier meldt een incident zo spoedig mogelijk."),
        word::heading("Artikel 4 Einde"),
        word::paragraph("Na afloop wist leverancier alle gegevens."),
    ];
    word::file(&body.concat()).expect("a Word file")
}

#[tokio::test]
async fn p028_a_check_of_a_contract_proposes_the_clauses_and_a_person_confirms_them() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let noor = server.browser().signed(known.person(ADMINISTRATOR)).await;
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    let officer = format!("/api/v1/registers/officers/{}", user(&noor, "Eva Brinkman").await);
    send(noor.ask(Method::PUT, &officer)).await.expect(204);
    let suppliers = "/api/v1/registers/leveranciers/rows";
    let row = eva.post(suppliers, &json!({"values": {"naam": "Rekencentrum"}})).await.expect(201);
    let dossier = eva.dossier().await;
    let document = eva.upload(&dossier, "hosting.docx", &contract()).await;
    eva.until_read(&document).await;
    let shipped = eva.all("/api/v1/playbooks").await;
    let playbook = |key: &str| id(shipped.iter().find(|it| it["key"] == key).expect("it is shipped"));
    let check =
        eva.check(&dossier, &json!({"document": document, "playbook": playbook("leverancier")})).await;
    let positions = check["positions"].as_array().expect("positions").clone();
    let proposed: Vec<Value> = positions.iter().map(|it| json!([it["field"], it["proposes"]])).collect();
    assert_eq!(
        json!(proposed),
        json!([
            ["audit", true],
            ["incident", null],
            ["wissing", true],
            ["plaats", true],
            ["geen_training", false],
            ["geen_opslag", false],
            ["onderaanneming", false],
            ["exit", false],
        ]),
        "{check}"
    );
    assert!(positions.iter().all(|it| it["register"] == "leveranciers" && it["label"]["en"].is_string()));
    // nothing of it stands in the register before somebody confirms it there
    let of_row = format!("/api/v1/register-rows/{}", id(&row));
    let now = eva.get(&of_row).await.expect(200);
    assert_eq!(now["values"].as_object().map(serde_json::Map::len), Some(1), "{now}");
    let confirmed =
        json!({"values": {"audit": true, "plaats": true, "geen_training": false, "contract": document}});
    let row = sent(&eva, Method::PATCH, &of_row, &now, &confirmed).await.expect(200);
    let held = |field: &str| row["values"][field]["value"].clone();
    assert_eq!(json!([held("audit"), held("geen_training")]), json!([true, false]));
    assert_eq!(held("contract"), json!(document));
    // a clause that is not there keeps the firm from relying on the supplier
    let in_force = json!({"state": "in_force"});
    let refused = sent(&noor, Method::POST, &format!("{of_row}/state"), &row, &in_force).await.expect(422);
    let at = |pointer: &str| {
        let all = refused["errors"].as_array().into_iter().flatten();
        all.filter(|it| it["pointer"] == pointer).count()
    };
    assert_eq!([at("/values/geen_training"), at("/values/audit")], [1, 0], "{refused}");
    // another playbook proposes nothing there
    let other = json!({"document": document, "playbook": playbook("geheimhouding")});
    assert_eq!(eva.check(&dossier, &other).await["positions"], json!([]));
}
