//! Where on the page a citation and a found passage stand.

use legalmind_testkit::scripted::{Script, Scripted};
use serde_json::json;

use crate::{
    browser::id,
    firm::{Firm, RESPONSIBLE},
    server::Place,
};

/// A sentence that runs over the end of a page (a form feed).
fn firm() -> Firm {
    let text =
        "Artikel 3. De koper betaalt de koopsom uiterlijk\u{c}op de dag van de levering aan de verkoper.";
    Firm { documents: vec![("koop.txt".to_owned(), text.into())], ..Firm::plain() }
}

#[tokio::test]
async fn a_citation_over_the_end_of_a_page_is_marked_on_both() {
    let quote = "betaalt de koopsom uiterlijk op de dag van de levering";
    let place = Place::new(&firm());
    let model =
        Scripted::start(Script::answer(&[&format!("Bij de levering. [[1|{quote}]]")])).await.expect("a port");
    place.model(&model.base_url());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let answer = eva.answer(&eva.dossier().await, "Wanneer betaalt de koper de koopsom?").await;
    let cited = &answer["citations"][0];
    assert_eq!((&cited["page"], &cited["state"]), (&json!(1), &json!("verified_loosely")), "{answer}");
    let marks = eva.get(&format!("/api/v1/citations/{}/marks", id(cited))).await.expect(200);
    assert_eq!((&marks["sure"], &marks["quote"]), (&json!(true), &json!(quote)));
    let pages: Vec<_> = marks["pages"].as_array().expect("pages").iter().collect();
    let place = |page: u32, start: u32, end: u32| json!({"page": page, "range": {"start": start, "end": end}, "quads": [], "places": []});
    assert_eq!(pages, [&place(1, 20, 48), &place(2, 0, 25)]);
}

#[tokio::test]
async fn a_found_passage_is_marked_where_it_stands() {
    let place = Place::new(&firm());
    let server = place.demo().ready(&place).await;
    let eva = server.browser().signed(place.sign_in().person(RESPONSIBLE)).await;
    let hit = eva.get("/api/v1/search?q=verkoper").await.expect(200)["items"][0].clone();
    let text = |field: &str| hit[field].as_str().expect("an id").to_owned();
    let marks = format!("/api/v1/documents/{}/versions/{}/marks", text("document"), text("version"));
    let (page, range) = (&hit["page"], &hit["range"]);
    let found = eva.get(&format!("{marks}?page={page}&start={}&end={}", range["start"], range["end"])).await;
    let found = found.expect(200);
    assert_eq!(
        (&found["sure"], &found["document"], &found["version"]),
        (&json!(true), &hit["document"], &hit["version"])
    );
    assert_eq!(found["quote"], "op de dag van de levering aan de verkoper.");
    assert_eq!(found["pages"], json!([{"page": 2, "range": range, "quads": [], "places": []}]));
    for (query, status, told) in [
        ("page=2&start=0&end=900", 422, json!([{"pointer": "/end", "code": "outside_page"}])),
        ("page=2&start=9&end=3", 422, json!([{"pointer": "/end", "code": "before_start"}])),
        ("page=3&start=0&end=1", 404, json!(null)),
        ("page=2&start=0", 400, json!(null)),
        ("page=2&start=-1&end=3", 400, json!(null)),
    ] {
        let refused = eva.get(&format!("{marks}?{query}")).await.expect(status);
        assert_eq!(refused["errors"], told, "{query}");
    }
}
