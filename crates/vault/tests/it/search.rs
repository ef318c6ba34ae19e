//! Search: what is found, what is not seen, what is seen at once.

use legalmind_core::{account::Role, audit::Entry};
use legalmind_store::wall::{self, WallContent};
use legalmind_vault::{
    Error, Vault,
    search::{Found, Sought},
};

use crate::house::{House, dossier, upload, work};

async fn sought(vault: &Vault, ctx: &legalmind_core::Ctx, text: &str) -> Found {
    vault.search(ctx, &Sought { text: text.to_owned(), limit: 10, ..Sought::default() }).await.expect("found")
}

#[tokio::test]
async fn what_is_uploaded_is_found_with_its_names_and_leaves_an_entry() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "De Vries / Van Loon").await;
    let id = upload(&vault, &anna, to, "opzegging.txt", b"De huurovereenkomst wordt opgezegd.").await;
    work(&vault).await;
    let found = sought(&vault, &anna, "huurovereenkomsten").await;
    assert_eq!((found.total, found.items.len(), found.next.clone()), (1, 1, None));
    let item = &found.items[0];
    assert_eq!(
        (item.document, item.document_name.as_str(), item.dossier_name.as_str(), item.page.0),
        (id, "opzegging.txt", "De Vries / Van Loon", 1)
    );
    assert!(item.snippet.iter().any(|it| it.marked && it.text == "huurovereenkomst"), "{item:?}");
    assert!(house.audit(&anna).await.contains(&"dossier.search done".to_owned()));

    vault.remove_document(&anna, id).await.expect("removed");
    assert!(
        sought(&vault, &anna, "huurovereenkomsten").await.items.is_empty(),
        "what is removed is not shown"
    );
}

#[tokio::test]
async fn p047_search_neither_shows_nor_counts_what_may_not_be_seen() {
    let house = House::new().await;
    let vault = house.open().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let hers = dossier(&vault, &anna, "Van Anna").await;
    let his = dossier(&vault, &bas, "Van Bas").await;
    upload(&vault, &anna, hers, "a.txt", b"Het faillissement van Anna.").await;
    upload(&vault, &bas, his, "b.txt", b"Het faillissement van Bas.").await;
    let other_firm = legalmind_core::Id::new(&house.world);
    house.found(&house.store().await, other_firm).await;
    let eva = house.person_of(other_firm, "Eva", Role::Lawyer).await;
    work(&vault).await;
    let found = sought(&vault, &bas, "faillissement").await;
    assert_eq!((found.total, found.items.len()), (1, 1));
    assert_eq!(found.items[0].dossier, his);
    assert_eq!(sought(&vault, &eva, "faillissement").await.total, 0);
    let within = Sought { text: "faillissement".into(), dossier: Some(hers), ..Sought::default() };
    assert!(matches!(vault.search(&bas, &within).await, Err(Error::NotFound)));
    assert_eq!(vault.search(&anna, &within).await.expect("found").total, 1);

    // a wall takes effect at once, membership or not
    vault.add_member(&anna, hers, bas.user().expect("id")).await.expect("a member");
    assert_eq!(sought(&vault, &bas, "faillissement").await.total, 2);
    let store = house.store().await;
    let raising = store.begin(&anna).await.expect("work");
    wall::raise(&anna, &raising, hers, bas.user().expect("id"), &WallContent::default())
        .await
        .expect("a wall");
    raising.audit(Entry::done("wall.raise", "dossier", hers.uuid())).expect("audit");
    raising.save().await.expect("saved");
    assert_eq!(sought(&vault, &bas, "faillissement").await.total, 1);
    assert!(matches!(vault.search(&bas, &within).await, Err(Error::NotFound)));
}

/// Names and rights that a search read once are read anew as soon as they change.
#[tokio::test]
async fn p047_what_was_read_for_a_search_is_not_shown_once_it_has_changed() {
    let house = House::new().await;
    let vault = house.open().await;
    // another node, which hears nothing of what this one does
    let other = house.open_unindexed().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let to = dossier(&vault, &anna, "Oude naam").await;
    let id = upload(&vault, &anna, to, "oud.txt", b"De borgtocht is hoofdelijk.").await;
    work(&vault).await;
    let titles = async |ctx: &legalmind_core::Ctx| -> Vec<(String, String)> {
        let found = sought(&vault, ctx, "borgtocht").await;
        assert_eq!(found.total, found.items.len());
        found.items.into_iter().map(|it| (it.document_name, it.dossier_name)).collect()
    };
    let named = |document: &str, dossier: &str| vec![(document.to_owned(), dossier.to_owned())];
    for _ in 0..2 {
        assert_eq!(titles(&anna).await, named("oud.txt", "Oude naam"));
        assert!(titles(&bas).await.is_empty());
    }
    other.add_member(&anna, to, bas.user().expect("id")).await.expect("a member");
    assert_eq!(titles(&bas).await, named("oud.txt", "Oude naam"));
    let patch =
        legalmind_vault::document::DocumentPatch { name: Some("nieuw.txt".to_owned()), ..Default::default() };
    other.update_document(&anna, id, 1, patch).await.expect("renamed");
    assert_eq!(titles(&bas).await, named("nieuw.txt", "Oude naam"));
    let change =
        legalmind_vault::dossier::DossierPatch { name: Some("Nieuwe naam".to_owned()), ..Default::default() };
    other.update_dossier(&anna, to, 1, change).await.expect("renamed");
    assert_eq!(titles(&bas).await, named("nieuw.txt", "Nieuwe naam"));
    other.remove_member(&anna, to, bas.user().expect("id")).await.expect("removed");
    assert!(titles(&bas).await.is_empty());
    other.remove_document(&anna, id).await.expect("removed");
    assert!(sought(&vault, &anna, "borgtocht").await.items.is_empty());
}

#[tokio::test]
async fn long_lists_come_by_the_piece() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    for number in 0..5 {
        upload(&vault, &anna, to, "a.txt", format!("Pandrecht nummer {number}").as_bytes()).await;
    }
    work(&vault).await;
    let mut ask = Sought { text: "pandrecht".into(), limit: 2, ..Sought::default() };
    let mut seen = std::collections::HashSet::new();
    loop {
        let found = vault.search(&anna, &ask).await.expect("found");
        assert_eq!(found.total, 5);
        seen.extend(found.items.iter().map(|it| it.passage));
        ask.after = found.next;
        if ask.after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 5);
    for after in ["x", "-1", "99999999999"] {
        let ask = Sought { after: Some(after.into()), ..ask.clone() };
        assert!(matches!(vault.search(&anna, &ask).await, Err(Error::Invalid { field: "cursor", .. })));
    }
    assert!(vault.search(&anna, &Sought::default()).await.expect("nothing sought").items.is_empty());
}
