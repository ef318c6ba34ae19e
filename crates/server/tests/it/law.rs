//! Public law: imported by a command while the server runs, asked over HTTP, and the references of
//! a document checked against it, at the command line and in the dossier.

use std::{
    fs,
    process::{Command, Output},
    sync::Arc,
    time::Duration,
};

use legalmind_testkit::scripted::{Script, Scripted};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{
    browser::{Browser, send},
    firm::{Firm, RESPONSIBLE},
    server::{Place, Server},
};

const LAW: &str = r#"<?xml version="1.0" encoding="UTF-8"?><toestand bwb-ng-vast-deel="http://wetten.overheid.nl/id/BWBR0099999/2020-01-01/0" bwb-id="BWBR0099999" inwerkingtreding="2020-01-01"><wetgeving soort="wet"><citeertitel>Proefwet huur</citeertitel><wet-besluit><wettekst>
<artikel status="goed"><kop><label>Artikel</label><nr>1</nr></kop><lid><lidnr>1</lidnr><al>De huurder betaalt.</al></lid><lid><lidnr>2</lidnr><al>De verhuurder herstelt.</al></lid></artikel>
</wettekst></wet-besluit></wetgeving></toestand>"#;

const DECISION: &str = r#"<open-rechtspraak><rdf:RDF xmlns:rdf="r" xmlns:dcterms="d"><rdf:Description><dcterms:identifier>ECLI:NL:RBAMS:2021:77</dcterms:identifier><dcterms:creator>Rechtbank Amsterdam</dcterms:creator><dcterms:date>2021-03-03</dcterms:date><dcterms:type>Uitspraak</dcterms:type></rdf:Description></rdf:RDF><uitspraak><para>4.1. De huurder moet betalen op grond van artikel 1, eerste lid, van de Proefwet huur.</para></uitspraak></open-rechtspraak>"#;

const WRIT: &str = "Zie artikel 1 lid 2 Proefwet huur en Rb. Amsterdam 3 maart 2021, ECLI:NL:RBAMS:2021:77, r.o. 4.1. \
                    Anders: artikel 9 Proefwet huur en HR 3 maart 2021, ECLI:NL:RBAMS:2021:78.";

/// Files of law in a place.
fn files(place: &Place) -> std::path::PathBuf {
    let folder = place.of("law-files");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("wet.xml"), LAW).expect("a file");
    fs::write(folder.join("uitspraak.xml"), DECISION).expect("a file");
    folder
}

/// Runs a command of the program in a place.
pub fn run(place: &Place, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legalmind"));
    command.current_dir(place.dir.path()).env("LEGALMIND_DATA__DIR", place.of("data"));
    command.args(arguments).output().expect("it runs")
}

/// What a command printed.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn two_false_references_in_a_document_are_told() {
    let place = Place::new(&Firm::plain());
    let folder = files(&place);
    let imported = run(&place, &["law", "import", &folder.display().to_string()]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    assert!(text(&imported.stdout).contains("2 files read"), "{}", text(&imported.stdout));
    let listed = text(&run(&place, &["law", "list"]).stdout);
    assert!(listed.contains("BWBR0099999  Proefwet huur") && listed.contains("1 decisions"), "{listed}");

    fs::write(place.of("dagvaarding.txt"), WRIT).expect("a file");
    let checked = run(&place, &["cite-check", "dagvaarding.txt", "--date", "2024-01-31"]);
    let told = text(&checked.stdout);
    assert_eq!(checked.status.code(), Some(3), "{told}{}", text(&checked.stderr));
    assert!(told.contains("31-01-2024"), "{told}");
    assert!(
        told.contains("de regeling heeft op deze datum geen artikel met dit nummer; het hoogste is 1"),
        "{told}"
    );
    assert!(told.contains("de tekst noemt HR, het nummer is van Rechtbank Amsterdam"), "{told}");
    assert!(told.contains("2 bestaat, 1 klopt niet met elkaar, 1 kan niet bestaan"), "{told}");
    let english = text(&run(&place, &["cite-check", "dagvaarding.txt", "--english"]).stdout);
    assert!(english.contains("2 exists, 1 does not fit together, 1 cannot exist"), "{english}");

    fs::write(place.of("goed.txt"), "Zie artikel 1 Proefwet huur.").expect("a file");
    assert_eq!(run(&place, &["cite-check", "goed.txt"]).status.code(), Some(0));
    let missing = run(&place, &["cite-check", "er-niet.pdf"]);
    assert_eq!(missing.status.code(), Some(1));
    let broken = run(&place, &["law", "import", "goed.txt"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(text(&broken.stderr).contains("this is no file of law"), "{}", text(&broken.stderr));
}

#[tokio::test]
async fn law_imported_beside_a_running_server_is_seen_at_once() {
    let firm = Firm { documents: vec![("dagvaarding.txt".to_owned(), WRIT.into())], ..Firm::plain() };
    let place = Place::new(&firm);
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    assert_eq!(eva.get("/api/v1/law").await.expect(200)["items"].as_array().map(Vec::len), Some(0));

    let folder = files(&place);
    assert!(run(&place, &["law", "import", &folder.display().to_string()]).status.success());
    let mut found = serde_json::Value::Null;
    for _ in 0..100 {
        found = eva.get("/api/v1/law/provisions/BWBR0099999/1?on=2024-01-31").await.expect(200);
        if found["provision"].is_object() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(found["reason"]["verdict"], "exists", "{found}");
    assert_eq!(found["provision"]["lines"][1]["text"], "De verhuurder herstelt.");
    assert_eq!(found["versions"][0]["from"], "2020-01-01");
    let citing = eva.get("/api/v1/law/decisions?cites=art.%201%20Proefwet%20huur").await.expect(200);
    assert_eq!(citing["items"][0]["decision"]["ecli"], "ECLI:NL:RBAMS:2021:77");
    assert_eq!(citing["items"][0]["places"][0]["consideration"], "4.1");
    let sought = eva.get("/api/v1/law/search?q=verhuurder").await.expect(200);
    assert_eq!(sought["items"][0]["value"]["number"], "1", "{sought}");
    assert_eq!(eva.get("/api/v1/law/search?q=x&on=gisteren").await.status, 422);

    let dossier = eva.dossier().await;
    let document = eva.all(&format!("/api/v1/dossiers/{dossier}/documents")).await.remove(0);
    let versions =
        eva.get(&format!("/api/v1/documents/{}/versions", document["id"].as_str().expect("an id"))).await;
    let version = versions.expect(200)["items"][0]["id"].as_str().expect("an id").to_owned();
    let path = format!(
        "/api/v1/documents/{}/versions/{version}/references?on=2024-01-31",
        document["id"].as_str().expect("an id")
    );
    let told = eva.get(&path).await.expect(200);
    let verdicts: Vec<&str> = told["items"]
        .as_array()
        .expect("references")
        .iter()
        .filter_map(|it| it["reason"]["verdict"].as_str())
        .collect();
    assert_eq!(verdicts, ["exists", "exists", "impossible", "mismatch"], "{told}");
    assert_eq!(told["items"][1]["subject"]["value"]["paragraphs"][0]["number"], "4.1");
    assert!(!place.log().contains("Proefwet"), "what is asked about law is not logged");
}

/// A letter whose facts are older than the law of the place.
const LETTER: &str = "Op 3 maart 2015 schrijft de huurder dat de verhuurder de lekkage niet herstelt.";
const QUESTION: &str = "Moet mijn huisbaas de lekkage herstellen?";

/// A server with that letter and the law; and who asks.
async fn asked_of(place: &Place) -> (Server, Browser, String) {
    let server = place.demo().ready(place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    assert!(run(place, &["law", "import", &files(place).display().to_string()]).status.success());
    for _ in 0..100 {
        let laws = eva.get("/api/v1/law").await.expect(200);
        if laws["decisions"] == 1 {
            let dossier = eva.dossier().await;
            return (server, eva, dossier);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the law is not seen");
}

fn letter() -> Firm {
    Firm { documents: vec![("brief.txt".to_owned(), LETTER.into())], ..Firm::plain() }
}

#[tokio::test]
async fn an_answer_stands_on_law_and_made_up_references_are_told() {
    let place = Place::new(&letter());
    let words = "De verhuurder herstelt. [[2|De verhuurder herstelt.]] En hij boet. [[2|De verhuurder boet.]] Zie \
                 artikel 1 lid 2 Proefwet huur, ECLI:NL:RBAMS:2021:77, artikel 9 Proefwet huur en \
                 ECLI:NL:RBHAA:2016:1234, anders ECLI:NL:HR:2019:1234.";
    let model = Scripted::start(Script::answer(&[words])).await.expect("a port");
    place.model(&model.base_url());
    let (_server, eva, dossier) = asked_of(&place).await;
    let answer = eva.answer(&dossier, QUESTION).await;
    assert_eq!((&answer["state"], &answer["trouble"]), (&json!("done"), &Value::Null), "{answer}");
    let laws = answer["laws"].as_array().expect("laws");
    let states: Vec<_> = laws.iter().map(|it| (it["ordinal"].clone(), it["state"].clone())).collect();
    assert_eq!(json!(states), json!([[1, "verified"], [2, "not_found"]]), "{answer}");
    assert_eq!(laws[0]["reference"], "art. 1 Proefwet huur");
    assert_eq!((&laws[0]["since"], &laws[0]["older_fact"]), (&json!("2020-01-01"), &json!("2015-03-03")));
    assert!(answer["text"].as_str().is_some_and(|text| text.contains("herstelt. [1]")), "{answer}");
    let told: Vec<_> = answer["references"]
        .as_array()
        .expect("references")
        .iter()
        .map(|it| (it["reason"]["verdict"].clone(), it["subject"]["type"].clone()))
        .collect();
    assert_eq!(
        json!(told),
        json!([
            ["exists", "provision"],
            ["exists", "decision"],
            ["impossible", null],
            ["impossible", null],
            ["not_in_library", null]
        ]),
        "{answer}"
    );
    // what exists opens
    let page = eva.get("/api/v1/law/provisions/BWBR0099999/1").await.expect(200);
    assert_eq!(page["provision"]["lines"][1]["text"], "De verhuurder herstelt.");
    assert_eq!(eva.get("/api/v1/law/decisions/ECLI:NL:RBAMS:2021:77").await.status, 200);
    let again = eva.get(&format!("/api/v1/dossiers/{dossier}/answers")).await.expect(200);
    assert_eq!(again["items"][0]["references"], answer["references"]);
    assert!(!place.log().contains("Proefwet"), "what is asked about law is not logged");
}

#[tokio::test]
async fn without_a_model_the_law_stands_under_its_own_heading() {
    let place = Place::new(&letter());
    let (_server, eva, dossier) = asked_of(&place).await;
    let answer = eva.answer(&dossier, "Herstelt de verhuurder de lekkage?").await;
    let text = answer["text"].as_str().expect("a text");
    let (of_dossier, of_law) = text.split_once("### Uit de wet").expect("a heading");
    assert!(of_dossier.contains("lekkage") && of_law.contains("De verhuurder herstelt"), "{text}");
    assert_eq!(answer["laws"][0]["state"], "verified", "{answer}");
    // a question of which the dossier holds nothing has no support, and shows the law that says it
    let answer = eva.answer(&dossier, QUESTION).await;
    assert_eq!(
        (&answer["state"], &answer["laws"][0]["number"]),
        (&json!("no_support"), &json!("1")),
        "{answer}"
    );
    let answer = eva.answer(&dossier, "Hoe laat begint het voetbal?").await;
    assert_eq!((&answer["state"], &answer["laws"]), (&json!("no_support"), &json!([])), "{answer}");
}

#[tokio::test]
async fn p077_of_a_dossier_without_ai_no_question_about_law_is_embedded() {
    let place = Place::new(&Firm::plain());
    let folder = place.of("law-files");
    fs::create_dir(&folder).expect("a folder");
    // a law for whose articles there are everyday words
    let book = LAW.replace("BWBR0099999", "BWBR0005290").replace("<nr>1</nr>", "<nr>271</nr>");
    fs::write(folder.join("boek.xml"), book).expect("a file");
    assert!(run(&place, &["law", "import", &folder.display().to_string()]).status.success());
    let model = Scripted::start(Script::answer(&[])).await.expect("a port");
    model.set_behaviour(Arc::new(|request| Script::embeddings(request, 8)));
    place.configure(&format!(
        "[embeddings]\nprovider = \"own\"\nname = \"m\"\n\n[[provider]]\nid = \"own\"\nkind = \"own_machine\"\n\
         base_url = {:?}\nmodels = [\"m\"]\n",
        model.base_url()
    ));
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let dossier = eva.dossier().await;
    let heard =
        |words: &str| model.received().iter().any(|it| it.inputs().iter().any(|it| it.contains(words)));
    let choose = async |ai: &str| {
        let path = format!("/api/v1/dossiers/{dossier}");
        let tag = eva.get(&path).await.headers.get("etag").cloned().expect("a tag");
        let request = eva.ask(Method::PATCH, &path).header("if-match", tag).json(&json!({"ai": ai}));
        send(request).await.expect(200);
    };
    choose("forbidden").await;
    // outside a dossier a question means something as soon as there are vectors
    let ready = async {
        while !heard("bezichtigen") {
            eva.get("/api/v1/law/search?q=bezichtigen").await.expect(200);
            sleep(Duration::from_millis(200)).await;
        }
    };
    timeout(Duration::from_secs(120), ready).await.expect("vectors of the law");
    let question = "Mag de huisbaas zomaar binnenkomen?";
    eva.answer(&dossier, question).await;
    assert!(!heard("binnenkomen?"), "nothing of the question leaves");
    choose("allowed").await;
    eva.answer(&dossier, question).await;
    assert!(heard("binnenkomen?"));
}
