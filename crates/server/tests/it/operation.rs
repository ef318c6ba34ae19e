//! What those who run the product see: readiness by part, and the making of a firm at a terminal or
//! by a script.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};

use crate::{
    firm::Firm,
    inside::Inside,
    server::{Place, Server},
};

async fn readiness(server: &Server) -> (u16, Vec<(String, bool)>) {
    let reply = server.browser().get("/readyz").await;
    let parts = reply.json()["parts"].as_array().expect("parts").clone();
    let part = |it: &Value| (it["name"].as_str().expect("a name").to_owned(), it["ready"] == true);
    (reply.status, parts.iter().map(part).collect())
}

#[tokio::test]
async fn readiness_names_the_part_that_does_not_answer() {
    let place = Place::new(&Firm::plain());
    let server = place.demo().ready(&place).await;
    let all = |broken: &[&str]| {
        ["database", "objects", "index", "reader"].map(|it| (it.to_owned(), !broken.contains(&it))).to_vec()
    };
    assert_eq!(readiness(&server).await, (200, all(&[])));
    // another firm comes, whose index has no place
    let (index, away) = (place.of("data/index"), place.of("data/index-away"));
    std::fs::rename(&index, &away).expect("moved");
    std::fs::write(&index, b"").expect("in its way");
    Inside::open(&place).await.stranger().await;
    assert_eq!(readiness(&server).await, (503, all(&["index"])));
    std::fs::remove_file(&index).expect("removed");
    std::fs::rename(&away, &index).expect("moved back");
    assert_eq!(readiness(&server).await, (200, all(&[])));
    std::fs::remove_dir_all(place.of("data/objects")).expect("gone");
    std::fs::write(place.of("data/objects"), b"").expect("in its way");
    assert_eq!(readiness(&server).await, (503, all(&["objects"])));
}

fn init(place: &Place, email: &str, password: &str) -> Output {
    std::fs::write(place.of("passphrase"), "een lange wachtzin voor de proef").expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_legalmind"));
    command.args(["init", "--firm", "Proef", "--name", "Noor Beheer", "--email", email]);
    command.env("LEGALMIND_DATA__DIR", place.of("data"));
    command.env("LEGALMIND_KEYS__PASSPHRASE_FILE", place.of("passphrase"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its input");
    writeln!(input, "{password}").expect("typed");
    drop(input);
    child.wait_with_output().expect("the program ends")
}

#[tokio::test]
async fn a_script_makes_a_firm_with_a_password_on_standard_input() {
    let place = Place::new(&Firm::plain());
    let weak = init(&place, "noor@proef.example", "wachtwoord");
    assert!(!weak.status.success());
    let said = String::from_utf8_lossy(&weak.stderr).into_owned();
    assert!(said.contains("not strong enough") && !said.contains("wachtwoord"), "{said}");
    let password = "Kwartel-lamp-82-stoep!";
    let made = init(&place, "noor@proef.example", password);
    let said = [made.stdout, made.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(made.status.success() && !said.contains(password), "{said}");
    std::fs::copy(place.of("passphrase"), place.of("data/passphrase")).expect("copied");
    let server = place.serve().ready(&place).await;
    let credentials = json!({"email": "noor@proef.example", "password": password});
    let session = server.browser().post("/api/v1/session", &credentials).await.expect(200);
    assert_eq!(session["state"], "enrolment");
}
