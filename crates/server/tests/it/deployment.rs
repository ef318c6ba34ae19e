//! `legalmind verify-deployment`: judged while the product runs, told in both languages, kept as evidence that the
//! standing of the firm and its packs have.

use std::{fs, process::Command};

use serde_json::Value;

use crate::{
    browser::Browser,
    firm::{ADMINISTRATOR, Firm},
    law::text,
    server::Place,
};

const GREEN: &str = include_str!("../../../compliance/tests/deployment/show.json");
const LIST: &str = include_str!("../../../compliance/tests/deployment/list.json");

/// Runs the command beside the server of a place: its status, what it printed, and what it complained of.
fn verify(place: &Place, profile: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legalmind"));
    command.current_dir(place.dir.path()).env("LEGALMIND_DATA__DIR", place.of("data"));
    command.env("LEGALMIND_KEYS__PASSPHRASE_FILE", place.of("data/passphrase"));
    command.env("LEGALMIND_DEPLOYMENT__PROFILE", profile);
    let done = command.arg("verify-deployment").args(arguments).output().expect("it runs");
    (done.status.code(), text(&done.stdout), text(&done.stderr))
}

/// The light of what lacks in the register of deployments.
async fn light(noor: &Browser) -> Value {
    let stands = noor.get("/api/v1/accountability").await.expect(200);
    let figures = stands["figures"].as_array().expect("figures");
    let of = |it: &&Value| it["kind"] == "lacking" && it["register"] == "omgeving";
    figures.iter().find(of).expect("a figure")["light"].clone()
}

#[tokio::test]
async fn p031_p045_a_deployment_in_azure_is_verified_beside_the_running_product() {
    let place = Place::new(&Firm::plain());
    place.configure("[deployment]\nprofile = \"azure\"\n");
    let server = place.demo().ready(&place).await;
    let noor = server.browser().signed(place.sign_in().person(ADMINISTRATOR)).await;
    fs::write(place.of("groen.json"), GREEN).expect("a file");
    fs::write(place.of("lijst.json"), LIST).expect("a file");
    fs::write(place.of("rood.json"), GREEN.replace("Standard_ZRS", "Standard_GRS")).expect("a file");
    fs::write(place.of("half.json"), &GREEN[..GREEN.len() / 2]).expect("a file");
    let azure = |arguments: &[&str]| verify(&place, "azure", arguments);

    let (code, told, wrong) = azure(&["groen.json", "lijst.json"]);
    assert_eq!(code, Some(0), "{told}{wrong}");
    assert!(told.contains("GROEN") && told.contains("Opgeschreven in het register"), "{told}");
    assert_eq!(light(&noor).await, "green");
    let (code, told, _) = azure(&["rood.json", "--language", "en"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("WRONG P008 Microsoft.Storage/storageAccounts stlegalmind: No copy"), "{told}");
    assert_eq!(light(&noor).await, "red");
    let row = &noor.get("/api/v1/registers/omgeving/rows").await.expect(200)["items"][0];
    assert_eq!((&row["values"]["uitkomst"]["value"], &row["writes"]), (&"rood".into(), &false.into()));

    // what could not be read, or was only tried, changes nothing of that
    let (code, told, _) = azure(&["groen.json", "half.json"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("half.json") && told.contains("houdt halverwege op"), "{told}");
    assert_eq!(azure(&["groen.json", "--no-evidence"]).0, Some(0));
    assert_eq!(azure(&["--profile", "own"]).0, Some(1), "no site is declared");
    assert_eq!(light(&noor).await, "red");
    // the list alone has no properties
    let (code, told, _) = azure(&["lijst.json", "--json", "--no-evidence"]);
    assert_eq!(code, Some(2));
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!((&told[0]["outcome"], &told[0]["evidence_kept"]), (&"unjudged".into(), &false.into()));
    assert!(told[0]["findings"].as_array().is_some_and(|all| all.iter().all(|it| it["code"] == "missing")));

    for (arguments, why) in [
        (&[][..], "name the files"),
        (&["weg.json"], "weg.json cannot be read"),
        (&["--profile", "own", "groen.json"], "have no files"),
        (&["groen.json", "--profile", "aws"], "a profile is azure or own"),
        (&["groen.json", "--language", "fr"], "a language is nl or en"),
    ] {
        let (code, _, wrong) = azure(arguments);
        assert!(code == Some(2) && wrong.contains(why), "{arguments:?}: {code:?} {wrong}");
    }
    let (code, _, wrong) = verify(&place, "walvis", &["groen.json"]);
    assert!(code == Some(2) && wrong.to_lowercase().contains("deployment.profile"), "{wrong}");
}

#[test]
fn a_file_of_hundreds_of_megabytes_is_let_go() {
    let place = Place::new(&Firm::plain());
    let file = fs::File::create(place.of("groot.json")).expect("a file");
    file.set_len(300 << 20).expect("a large file");
    let (code, told, _) = verify(&place, "azure", &["groot.json", "--no-evidence", "--json"]);
    assert_eq!(code, Some(2));
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told[0]["findings"][0]["code"], "too_large");
}
