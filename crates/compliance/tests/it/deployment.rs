//! Deployments held against what was promised: files in each shape of the Azure CLI, broken files, sites of the firm, and
//! what of it stands as evidence. That each rule of the list is told stands beside the rules.

use legalmind_compliance::{
    Compliance, Error,
    deployment::{File, Finding, Grade, Kept, Outcome, Profile, Verdict, azure, mend, says},
    register::{Doing, Turn},
};
use legalmind_core::{
    Timestamp,
    account::Language,
    accountability::{FigureKind, Light},
    register::RowState,
};
use legalmind_store::Ask;
use serde_json::{Value, json};

use crate::registers::{House, patch};

const SHOW: &[u8] = include_bytes!("../deployment/show.json");
const LIST: &[u8] = include_bytes!("../deployment/list.json");
const EXPORT: &[u8] = include_bytes!("../deployment/export.json");
const WHAT_IF: &[u8] = include_bytes!("../deployment/what-if.json");

fn file(bytes: impl Into<Vec<u8>>) -> File {
    File { name: "lijst.json".to_owned(), bytes: Some(bytes.into()) }
}

fn verdict(files: &[&[u8]]) -> Verdict {
    let files: Vec<File> = files.iter().map(|it| file(*it)).collect();
    azure(&files, &Kept::default(), Timestamp::UNIX_EPOCH)
}

fn codes(of: &Verdict) -> Vec<(&'static str, &str)> {
    of.findings.iter().map(|it| (it.code, it.place.as_str())).collect()
}

#[test]
fn each_shape_of_the_azure_cli_is_read() {
    for (name, files) in [
        ("show", &[SHOW][..]),
        ("list and show", &[LIST, SHOW]),
        ("export", &[EXPORT]),
        ("all of them", &[EXPORT, SHOW, LIST, WHAT_IF]),
        ("what-if", &[WHAT_IF]),
    ] {
        let verdict = verdict(files);
        assert_eq!(codes(&verdict), [], "{name}");
        assert_eq!(verdict.outcome(), Outcome::Green);
        assert!(verdict.keeping > 0 && verdict.files.len() == files.len());
    }
    // an export and a list of the same group are the same resources
    assert_eq!(verdict(&[SHOW, LIST]).parts, verdict(&[SHOW]).parts);
    let all: Value = serde_json::from_slice(SHOW).expect("JSON");
    let count = all.as_array().expect("a list").len();
    for value in [
        json!([[all], []]),
        json!({"value": all}),
        json!({"value": all, "nextLink": null}),
        json!({"count": count, "data": all, "skip_token": null, "total_records": count}),
    ] {
        assert_eq!(verdict(&[value.to_string().as_bytes()]).parts, count);
    }
    // what a Windows shell writes
    let text = String::from_utf8_lossy(SHOW).into_owned();
    let marked = format!("\u{feff}{text}");
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [marked.into_bytes(), wide] {
        assert_eq!(verdict(&[&bytes]).outcome(), Outcome::Green);
    }
}

#[test]
fn the_list_of_a_group_alone_says_what_it_leaves_out() {
    let verdict = verdict(&[LIST]);
    assert_eq!(verdict.outcome(), Outcome::Unjudged);
    assert!(verdict.findings.iter().all(|it| it.code == "missing"), "{:?}", codes(&verdict));
    let tls = verdict.findings.iter().find(|it| it.place == "properties.minimumTlsVersion").expect("told");
    assert_eq!(tls.of, "Microsoft.Storage/storageAccounts stlegalmind");
    assert!(
        mend(tls, Language::Nl).contains("az resource show") && says(tls, Language::Nl).contains("TLS 1.2")
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_place_and_never_green() {
    let deep = "[".repeat(300) + &"]".repeat(300);
    let cases: [(&str, &[u8], &str, &str); 17] = [
        ("nothing", b"", "empty", ""),
        ("blank", b" \n\t", "empty", ""),
        ("no JSON", b"Name  Location\nst    westeurope\n", "no_json", "1:1"),
        ("an error of the CLI", b"ERROR: Please run 'az login'", "no_json", "1:1"),
        ("truncated", br#"[{"type": "Microsoft.Comp"#, "truncated", "1:25"),
        ("too deep", deep.as_bytes(), "no_json", "1:128"),
        ("an empty list", b"[]", "no_resources", ""),
        ("no resource in a template", br#"{"resources": []}"#, "no_resources", ""),
        ("numbers", b"[[1], 2]", "no_resource", "/0/0"),
        ("an answer that is none", br#"{"error": {"code": "AuthorizationFailed"}}"#, "no_resource", ""),
        ("a type that is none", br#"[{"type": null, "name": "x"}]"#, "no_type", "/0"),
        ("a key twice", br#"[{"type": "Microsoft.Compute/disks", "location": "westeurope", "location": "eastus"}]"#, "twice", "1:84"),
        ("a page", br#"{"value": [], "nextLink": "https://management.azure.com/x"}"#, "incomplete", ""),
        ("a part", br#"{"data": [], "total_records": 1200}"#, "incomplete", ""),
        ("resources by a word", br#"{"resources": "all"}"#, "no_resource", "/resources"),
        ("no text", b"\x89PNG\r\n\x1a\n\xff\xfe", "no_text", ""),
        (
            "a linked template",
            br#"[{"type": "microsoft.resources/Deployments", "name": "d", "properties": {"templateLink": {"uri": "https://example.nl/t.json"}}}]"#,
            "linked",
            "/0/properties/templateLink",
        ),
    ];
    for (name, bytes, code, place) in cases {
        for files in [&[bytes][..], &[SHOW, bytes]] {
            let verdict = verdict(files);
            assert_eq!(verdict.outcome(), Outcome::Unjudged, "{name}");
            assert!(verdict.incomplete, "{name}");
            assert!(codes(&verdict).contains(&(code, place)), "{name}: {:?}", codes(&verdict));
        }
    }
    let huge = azure(
        &[File { name: "groot.json".to_owned(), bytes: None }],
        &Kept::default(),
        Timestamp::UNIX_EPOCH,
    );
    assert_eq!((codes(&huge), huge.outcome()), (vec![("too_large", "")], Outcome::Unjudged));
    assert_eq!(codes(&verdict(&[])), [("no_files", "")]);
}

#[test]
fn what_keeps_nothing_proves_nothing_and_what_differs_is_not_believed() {
    let network = json!([{"id": "/n", "name": "n", "type": "Microsoft.Network/virtualNetworks", "location": "westeurope"}]);
    let network = network.to_string();
    assert_eq!(codes(&verdict(&[network.as_bytes()])), [("no_state", "")]);
    // the same resource twice is one; told differently it is not judged
    let mut all: Vec<Value> = serde_json::from_slice(SHOW).expect("JSON");
    let (count, mut other) = (all.len(), all[0].clone());
    all.push(all[0].clone());
    let twice = serde_json::to_vec(&all).expect("JSON");
    assert_eq!((verdict(&[&twice]).outcome(), verdict(&[&twice]).parts), (Outcome::Green, count));
    other["location"] = json!("eastus");
    all.push(other);
    let differing = verdict(&[&serde_json::to_vec(&all).expect("JSON")]);
    assert_eq!(codes(&differing), [("differs", "location")]);
    assert_eq!(differing.findings[0].found, "westeurope / eastus");
}

/// Twelve deployments as they go wrong, each with what is told of it.
#[test]
fn p008_p031_p045_twelve_bad_deployments_are_named() {
    let bad: [(&str, &str, &str, Value, &str, &str); 12] = [
        ("GRS", "stlegalmind", "/sku/name", json!("Standard_RAGRS"), "P008", "sku.name"),
        ("LRS", "stlegalmind", "/sku/name", json!("Standard_LRS"), "P045", "sku.name"),
        ("Dublin", "stlegalmind", "/location", json!("northeurope"), "P008", "location"),
        (
            "TLS 1.0",
            "stlegalmind",
            "/properties/minimumTlsVersion",
            json!("TLS1_0"),
            "P054",
            "properties.minimumTlsVersion",
        ),
        (
            "open blobs",
            "stlegalmind",
            "/properties/allowBlobPublicAccess",
            json!(true),
            "P057",
            "properties.allowBlobPublicAccess",
        ),
        (
            "an open container",
            "objects",
            "/properties/publicAccess",
            json!("Blob"),
            "P057",
            "properties.publicAccess",
        ),
        (
            "a standby beside it",
            "psql-legalmind",
            "/properties/highAvailability/mode",
            json!("SameZone"),
            "P045",
            "properties.highAvailability.mode",
        ),
        (
            "a geo-backup",
            "psql-legalmind",
            "/properties/backup/geoRedundantBackup",
            json!("Enabled"),
            "P008",
            "properties.backup.geoRedundantBackup",
        ),
        (
            "an open database",
            "psql-legalmind",
            "/properties/network/publicNetworkAccess",
            json!("Enabled"),
            "P057",
            "properties.network.publicNetworkAccess",
        ),
        (
            "a vault that can be purged",
            "kv-legalmind",
            "/properties/enablePurgeProtection",
            json!(false),
            "P031",
            "properties.enablePurgeProtection",
        ),
        ("a model all over the world", "chat", "/sku/name", json!("GlobalStandard"), "P008", "sku.name"),
        (
            "a disk in one building",
            "disk-legalmind-data",
            "/sku/name",
            json!("Premium_LRS"),
            "P045",
            "sku.name",
        ),
    ];
    for (name, of, pointer, value, promise, place) in bad {
        let mut all: Vec<Value> = serde_json::from_slice(SHOW).expect("JSON");
        let resource = all.iter_mut().find(|it| it["name"] == of).expect("a resource");
        *resource.pointer_mut(pointer).expect("a field") = value;
        let found = verdict(&[&serde_json::to_vec(&all).expect("JSON")]);
        assert_eq!(found.outcome(), Outcome::Red, "{name}");
        let told = |it: &Finding| it.grade == Grade::Broken && it.promise == promise && it.place == place;
        assert!(
            found.findings.iter().any(|it| told(it) && it.of.ends_with(of)),
            "{name}: {:?}",
            found.findings
        );
        for it in &found.findings {
            for language in [Language::Nl, Language::En] {
                assert!(!says(it, language).is_empty() && !mend(it, language).is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn p031_the_database_of_the_configuration_is_among_the_resources() {
    let with = |host: &str| {
        let kept = Kept { database: Some(host.to_owned()) };
        let verdict = azure(&[file(SHOW)], &kept, Timestamp::UNIX_EPOCH);
        (verdict.outcome(), verdict.findings.first().map(|it| it.code))
    };
    assert_eq!(with("PSQL-legalmind.postgres.database.azure.com"), (Outcome::Green, None));
    for other in ["psql-other.postgres.database.azure.com", "db.example.nl", "psql-legalmind"] {
        assert_eq!(with(other), (Outcome::Red, Some("database")), "{other}");
    }
}

#[test]
fn names_of_a_file_steer_no_terminal() {
    let named =
        json!([{"name": "\u{1b}[2Jweg\n!", "type": "Microsoft.Sql/servers", "location": "x".repeat(5_000)}]);
    let found = verdict(&[named.to_string().as_bytes()]);
    let one = &found.findings[0];
    assert_eq!(one.of, "Microsoft.Sql/servers \u{fffd}[2Jweg\u{fffd}!");
    let mut long = json!([{"name": "n", "type": "Microsoft.Compute/virtualMachines", "zones": ["1"]}]);
    long[0]["location"] = "x".repeat(5_000).into();
    let found = verdict(&[long.to_string().as_bytes()]);
    assert!(found.findings.iter().all(|it| it.found.chars().count() < 200), "{:?}", found.findings);
}

/// A firm whose product runs on this.
async fn on(profile: Profile) -> (House, Compliance) {
    let house = House::new().await;
    let doing = Doing { profile: Some(profile), ..Doing::default() };
    let compliance = Compliance::new(house.fixture.store.clone(), house.fixture.world.clone()).doing(doing);
    compliance.offer_rows(&house.night()).await.expect("offered");
    (house, compliance)
}

async fn light(house: &House, compliance: &Compliance) -> (u64, Light) {
    let stands = compliance.how_it_stands(&house.ctx(house.noor)).await.expect("stands");
    let of = |it: &&legalmind_core::accountability::Figure| {
        it.kind == FigureKind::Lacking && it.register.as_deref() == Some("omgeving")
    };
    let found = stands.figures.iter().find(of).expect("a figure");
    (found.count, found.light)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p031_p045_a_deployment_is_red_until_it_was_verified_and_again_after_thirteen_months() {
    let (house, compliance) = on(Profile::Azure).await;
    assert_eq!(light(&house, &compliance).await, (1, Light::Red));
    let keep = async |bytes: &[u8]| {
        let verdict = azure(&[file(bytes)], &Kept::default(), house.fixture.world.now());
        compliance.keep_verdict(&house.night(), &verdict).await.expect("kept");
        light(&house, &compliance).await
    };
    assert_eq!(keep(SHOW).await, (0, Light::Green));
    let rows = async || {
        let ctx = house.ctx(house.noor);
        compliance.list_rows(&ctx, "omgeving", &Ask::default()).await.expect("rows").items
    };
    let [row] = rows().await.try_into().expect("one row");
    assert!(!row.writes && !row.keeps);
    let held = |key: &str| row.values.iter().find(|it| it.0 == key).map(|it| it.1.value.clone());
    // the very file, as anyone can reckon it
    let sha256 = azure(&[file(SHOW)], &Kept::default(), Timestamp::UNIX_EPOCH).files[0].sha256.clone();
    let named = format!("{sha256} ({} bytes)", SHOW.len());
    assert_eq!(held("bestanden"), Some(legalmind_core::register::Value::Text(named)));
    // what is found wrong is red at once, and told in the row; mended it is green again
    assert_eq!(
        keep(&String::from_utf8_lossy(SHOW).replace("Standard_ZRS", "Standard_GRS").into_bytes()).await,
        (1, Light::Red)
    );
    let [row] = rows().await.try_into().expect("the same row");
    assert!(
        row.values
            .iter()
            .any(|it| it.0 == "bevindingen" && format!("{:?}", it.1.value).contains("stlegalmind"))
    );
    assert_eq!(keep(SHOW).await, (0, Light::Green));
    // the clock: told a month before the year is over, red after thirteen months
    let [row] = rows().await.try_into().expect("the same row");
    assert!(row.values.iter().all(|it| it.0 != "bevindingen"));
    let at = house.fixture.world.now();
    let later =
        |span: jiff::Span| at.to_zoned(jiff::tz::TimeZone::UTC).checked_add(span).expect("a day").timestamp();
    house.fixture.clock.set(later(jiff::Span::new().months(12).days(1)));
    compliance.run_campaigns(&house.night()).await.expect("runs");
    let due = compliance.my_duties(&house.ctx(house.noor)).await.expect("duties");
    assert!(due.iter().any(|it| it.definition.key == "omgeving" && it.cycle.late), "{due:?}");
    assert_eq!(light(&house, &compliance).await, (0, Light::Green));
    house.fixture.clock.set(later(jiff::Span::new().months(13).days(1)));
    assert_eq!(light(&house, &compliance).await, (1, Light::Red));
    assert_eq!(keep(SHOW).await, (0, Light::Green));
    compliance.run_campaigns(&house.night()).await.expect("runs");
    let due = compliance.my_duties(&house.ctx(house.noor)).await.expect("duties");
    assert!(due.iter().all(|it| it.definition.key != "omgeving"), "{due:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p031_nobody_writes_by_hand_that_it_was_verified() {
    let (house, compliance) = on(Profile::Azure).await;
    let ctx = house.ctx(house.noor);
    let [row] = compliance
        .list_rows(&ctx, "omgeving", &Ask::default())
        .await
        .expect("rows")
        .items
        .try_into()
        .expect("one");
    let said = patch(&[("titel", "Azure"), ("uitkomst", "groen"), ("nagegaan", "2026-09-21")]);
    let refused = |it: &Error| matches!(it, Error::Store(legalmind_store::Error::Refused(_)));
    let tried = [
        compliance.add_row(&ctx, "omgeving", &said).await.map(drop),
        compliance.update_row(&ctx, row.row.id, row.row.revision, &said).await.map(drop),
        compliance.turn_row(&ctx, row.row.id, row.row.revision, Turn::Close, "x").await.map(drop),
        compliance
            .import_rows(
                &ctx,
                "omgeving",
                b"Omgeving;Uitkomst\nAzure;zoals toegezegd\n",
                legalmind_compliance::register::Keep::Good,
            )
            .await
            .map(drop),
    ];
    for it in tried {
        assert!(it.as_ref().is_err_and(refused), "{it:?}");
    }
    assert!(!compliance.get_register(&ctx, "omgeving").await.expect("there").adds);
    assert_eq!(light(&house, &compliance).await, (1, Light::Red));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_product_does_not_run_on_any_more_is_closed_and_taken_up_again() {
    let (house, azure) = on(Profile::Azure).await;
    let doing = Doing { profile: Some(Profile::Own), ..Doing::default() };
    let own = Compliance::new(house.fixture.store.clone(), house.fixture.world.clone()).doing(doing);
    let states = async || {
        let rows =
            own.list_rows(&house.ctx(house.noor), "omgeving", &Ask::default()).await.expect("rows").items;
        let mut all: Vec<_> = rows.into_iter().map(|it| (it.title, it.row.state)).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    };
    let title = |it: &str| it.to_owned();
    own.offer_rows(&house.night()).await.expect("offered");
    assert_eq!(own.settle_measured(&house.night()).await.expect("settled"), 1);
    assert_eq!(own.settle_measured(&house.night()).await.expect("settled"), 0);
    let moved =
        [(title("Diensten van Azure"), RowState::Closed), (title("Eigen machines"), RowState::InForce)];
    assert_eq!(states().await, moved);
    assert_eq!(azure.settle_measured(&house.night()).await.expect("settled"), 2);
    let back =
        [(title("Diensten van Azure"), RowState::InForce), (title("Eigen machines"), RowState::Closed)];
    assert_eq!(states().await, back);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p045_own_machines_are_judged_by_the_sites_that_the_firm_declares() {
    let (house, compliance) = on(Profile::Own).await;
    let site = [
        ("naam", "db.kantoor.nl in het archief"),
        ("plaats", "Delft, Nederland"),
        ("ups", "ja"),
        ("raid", "ja"),
        ("netwerk", "x"),
        ("slot", "ja"),
        ("sleutels", "x"),
        ("bezoekers", "ja"),
        ("brand", "ja"),
        ("beproefd", "2026-09-01"),
    ];
    let judged = async |host: Option<&str>| {
        let kept = Kept { database: host.map(ToOwned::to_owned) };
        let verdict = compliance.verify_own(&house.night(), &kept).await.expect("judged");
        compliance.keep_verdict(&house.night(), &verdict).await.expect("kept");
        let codes: Vec<&str> = verdict.findings.iter().map(|it| it.code).collect();
        (codes, verdict.outcome(), light(&house, &compliance).await.1)
    };
    let none: &[&str] = &[];
    assert_eq!(judged(None).await, (vec!["no_site"], Outcome::Red, Light::Red));
    // what is only being written is nothing yet
    let concept = house.add("locaties", &site).await.row;
    assert_eq!(judged(None).await.1, Outcome::Red);
    house
        .compliance
        .turn_row(&house.ctx(house.finn), concept.id, concept.revision, Turn::PutInForce, "")
        .await
        .expect("in force");
    for host in [None, Some("127.0.0.1"), Some("localhost"), Some("::1"), Some("DB.kantoor.nl")] {
        assert_eq!(judged(host).await, (none.to_vec(), Outcome::Green, Light::Green), "{host:?}");
    }
    assert_eq!(judged(Some("db.elders.nl")).await, (vec!["database_site"], Outcome::Unjudged, Light::Red));
    // the yearly round is late; later the power supply was not tested for thirteen months
    house.fixture.clock.set("2027-03-03T00:00:00Z".parse().expect("an instant"));
    compliance.run_campaigns(&house.night()).await.expect("runs");
    assert_eq!(judged(None).await, (vec!["site_late"], Outcome::Red, Light::Red));
    house.fixture.clock.set("2027-10-01T22:00:00Z".parse().expect("an instant"));
    assert_eq!(judged(None).await.0, ["site_lacks", "site_late"]);
}
