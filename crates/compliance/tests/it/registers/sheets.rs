//! Registers as files: 10,000 bad lines with their reasons, good ones kept only if asked, and what is
//! given out can be taken in again.

use legalmind_compliance::{
    Error,
    register::{Definition, Field, Given, Keep, RowPatch, Scope, Turn, all},
};
use legalmind_core::{
    account::{Language, Role},
    register::{FieldKind, RowState},
};
use legalmind_store::Ask;

use super::House;

const HEAD: &str = "Risico;Kans (1 tot 5);maatregelen_voor;eigenaar\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_10_000_bad_lines_has_its_reason_and_good_ones_are_kept_only_if_asked() {
    let house = House::new().await;
    let noor = house.ctx(house.noor);
    let mut file = HEAD.to_owned();
    for n in 0..10_000 {
        file.push_str(match n % 4 {
            0 => ";3;;\n",
            1 => "Brand;9;;\n",
            2 => "Brand;3;31-02-2027;\n",
            _ => "Brand;3;;Niemand\n",
        });
    }
    file.push_str("Inbraak;4;31-12-2027;\nStroomuitval;twee;;\n\"Meer\nregels\";3;;\n");
    let told =
        house.compliance.import_rows(&noor, "risicos", file.as_bytes(), Keep::All).await.expect("read");
    assert_eq!((told.lines, told.added, told.refused), (10_003, 0, 10_002));
    let reasons: Vec<_> = told.bad[..4].iter().map(|it| (it.line, it.field.as_str(), it.code)).collect();
    assert_eq!(
        reasons,
        [
            (2, "titel", "required"),
            (3, "kans", "no_choice"),
            (4, "maatregelen_voor", "no_day"),
            (5, "eigenaar", "nobody")
        ]
    );
    let last = told.bad.last().expect("a reason");
    assert_eq!((last.line, last.field.as_str(), last.code), (10_004, "titel", "control_character"));
    let rows =
        async || house.compliance.list_rows(&noor, "risicos", &Ask::default()).await.expect("a list").items;
    assert!(rows().await.is_empty());
    let told =
        house.compliance.import_rows(&noor, "risicos", file.as_bytes(), Keep::Good).await.expect("read");
    assert_eq!((told.added, told.refused), (1, 10_002));
    assert_eq!(rows().await[0].title, "Inbraak");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_out_is_taken_in_again() {
    let house = House::new().await;
    let noor = house.ctx(house.noor);
    let row =
        house.add("risicos", &[("titel", "=1+1; \"x\""), ("kans", "3"), ("bedreiging", "een\ntwee")]).await;
    for language in [Language::Nl, Language::En] {
        let file = house.compliance.export_rows(&noor, "risicos", language).await.expect("a file");
        let text = String::from_utf8(file.clone()).expect("text");
        assert!(text.contains("\"'=1+1; \"\"x\"\"\""), "{text}");
        let told = house.compliance.import_rows(&noor, "risicos", &file, Keep::All).await.expect("read");
        assert_eq!((told.added, told.refused), (told.lines, 0), "{:?}", told.bad);
        let all = house.compliance.list_rows(&noor, "risicos", &Ask::default()).await.expect("a list").items;
        assert!(all.iter().all(|it| it.row.content.values == row.row.content.values));
    }
    let staff = house.fixture.person(Role::Staff).await.expect("a person");
    let refused = house.compliance.export_rows(&house.ctx(staff), "risicos", Language::Nl).await;
    assert!(matches!(refused, Err(Error::Store(legalmind_store::Error::Refused(_)))), "{refused:?}");
}

/// Something for each field that a file can hold.
fn filled(house: &House, definition: &Definition) -> RowPatch {
    let noor = house.noor.user.to_string();
    let given = |field: &Field| {
        let text = match field.kind {
            FieldKind::Text => "Een; \"twee\"",
            FieldKind::LongText => "=een\ntwee",
            FieldKind::Choice => field.must.first().unwrap_or(&field.choices[0].key),
            FieldKind::Date if field.after.is_some() => "2027-05-16",
            FieldKind::Date => "2027-03-16",
            FieldKind::Moment => "2026-09-20T14:20",
            FieldKind::Number => "3",
            FieldKind::YesNo => "ja",
            FieldKind::Person => &noor,
            FieldKind::Document | FieldKind::Reference => return None,
        };
        Some((field.key.clone(), Some(Given::Text(text.to_owned()))))
    };
    RowPatch { values: definition.fields.iter().filter_map(given).collect(), ..RowPatch::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_register_is_taken_in_from_what_it_gave_out_in_either_language() {
    let house = House::new().await;
    let (noor, finn) = (house.ctx(house.noor), house.ctx(house.finn));
    // of what is kept by dossier, `duties.rs` tells; of what the product writes itself, `deployment.rs`
    for definition in all().iter().filter(|it| it.scope == Scope::Firm && !it.measured) {
        let key = &definition.key;
        let added = house.compliance.add_row(&noor, key, &filled(&house, definition)).await;
        let row = added.unwrap_or_else(|error| panic!("{key}: {error:?}")).row;
        if row.state == RowState::Concept {
            let turned = house.compliance.turn_row(&finn, row.id, row.revision, Turn::PutInForce, "").await;
            turned.unwrap_or_else(|error| panic!("{key}: {error:?}"));
        }
        let mut files = Vec::new();
        for (language, words) in
            [(Language::Nl, ["eigenaar", "status", "geldt"]), (Language::En, ["owner", "status", "in force"])]
        {
            let file = house.compliance.export_rows(&noor, key, language).await.expect("a file");
            let text = String::from_utf8(file.clone()).expect("text");
            let head = text.lines().next().unwrap_or_default();
            assert!(head.ends_with(&format!(";{};{}", words[0], words[1])), "{key}: {head}");
            assert!(text.trim_end().ends_with(&format!(";{}", words[2])), "{key}: {text}");
            files.push(file);
        }
        for file in files {
            let read = house.compliance.import_rows(&noor, key, &file, Keep::All).await;
            let told = read.unwrap_or_else(|error| panic!("{key}: {error:?}"));
            assert_eq!((told.added, told.refused), (1, 0), "{key}: {:?}", told.bad);
        }
        let rows = house.compliance.list_rows(&noor, key, &Ask::default()).await.expect("a list").items;
        assert_eq!(rows.len(), 3, "{key}");
        for it in rows {
            assert_eq!((&it.row.content.values, it.row.owner), (&row.content.values, row.owner), "{key}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p030_the_statement_goes_out_with_all_93_or_not_at_all() {
    let house = House::new().await;
    house.compliance.offer_rows(&house.night()).await.expect("offers");
    let (noor, key) = (house.ctx(house.noor), "verklaring-van-toepasselijkheid");
    let refused = house.compliance.export_rows(&noor, key, Language::Nl).await;
    assert!(matches!(refused, Err(Error::State("incomplete"))), "{refused:?}");
    let rows = house.compliance.list_rows(&noor, key, &Ask::first(200)).await.expect("a list").items;
    assert_eq!(rows.len(), 93);
    for row in rows {
        let lacking = house.compliance.turn_row(&noor, row.row.id, 1, Turn::PutInForce, "").await;
        assert!(matches!(lacking, Err(Error::Fields(_))), "{lacking:?}");
        let values = super::patch(&[("geldt", "ja"), ("reden", "Werkt met gegevens"), ("stand", "ja")]);
        house.compliance.update_row(&noor, row.row.id, 1, &values).await.expect("filled in");
        house.compliance.turn_row(&noor, row.row.id, 2, Turn::PutInForce, "").await.expect("in force");
    }
    let file = house.compliance.export_rows(&noor, key, Language::Nl).await.expect("a file");
    let lines = String::from_utf8(file).expect("text").lines().filter(|it| it.contains("Werkt met")).count();
    assert_eq!(lines, 93);
}
