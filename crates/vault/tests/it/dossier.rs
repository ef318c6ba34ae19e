//! Dossiers: who opens one, who sees it, who may change what.

use legalmind_core::{
    Id,
    account::Role,
    dossier::{Access, DossierContent, DossierState},
};
use legalmind_store::dossier::Filter;
use legalmind_vault::{
    Ask, Error,
    dossier::{DossierPatch, NewDossier, Rights},
};

use crate::house::{House, dossier};

fn named(name: &str) -> DossierPatch {
    DossierPatch { name: Some(name.to_owned()), ..DossierPatch::default() }
}

#[tokio::test]
async fn who_opens_a_dossier_is_responsible_and_a_member() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let id = dossier(&vault, &anna, "De Vries / Van Loon").await;
    let found = vault.get_dossier(&anna, id).await.expect("the dossier");
    assert_eq!(found.summary.responsible.as_ref().map(|it| it.id), anna.user());
    assert_eq!(found.members.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Anna"]);
    assert_eq!(found.rights, Rights { update: true, add_documents: true, ask: true, manage_access: true });
    let list = vault.list_dossiers(&anna, &Filter::default(), &Ask::default()).await.expect("a list");
    assert_eq!(list.items.len(), 1);
    let log = house.audit(&anna).await;
    for entry in ["dossier.create done", "dossier.read done", "dossier.list done"] {
        assert!(log.iter().any(|it| it == entry), "{entry} in {log:?}");
    }
}

#[tokio::test]
async fn a_name_must_be_one_and_bad_characters_are_taken_out() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let new = |name: &str| NewDossier {
        content: DossierContent {
            name: name.to_owned(),
            counterparties: vec!["  Van\u{202e} Loon ".into(), " ".into()],
            ..DossierContent::default()
        },
        ..NewDossier::default()
    };
    let empty = vault.create_dossier(&anna, new(" \u{200b} ")).await;
    assert!(matches!(empty, Err(Error::Invalid { field: "name", code: "empty" })));
    let long = vault.create_dossier(&anna, new(&"x".repeat(300))).await;
    assert!(matches!(long, Err(Error::Invalid { field: "name", code: "too_long" })));
    let made = vault.create_dossier(&anna, new("Zaak\u{202e}\n1")).await.expect("a dossier");
    assert_eq!(made.summary.dossier.content.name, "Zaak 1");
    assert_eq!(made.summary.dossier.content.counterparties, ["Van Loon"]);
}

#[tokio::test]
async fn a_change_needs_the_revision_it_was_made_from() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let id = dossier(&vault, &anna, "Oud").await;
    let changed = vault.update_dossier(&anna, id, 1, named("Nieuw")).await.expect("changed");
    assert_eq!(
        (changed.summary.dossier.revision, changed.summary.dossier.content.name.as_str()),
        (2, "Nieuw")
    );
    assert!(matches!(vault.update_dossier(&anna, id, 1, named("Ander")).await, Err(Error::Conflict)));
    let found = vault.get_dossier(&anna, id).await.expect("the dossier");
    assert_eq!(found.summary.dossier.content.name, "Nieuw");
    assert_eq!(house.audit(&anna).await.iter().filter(|it| *it == "dossier.update done").count(), 1);
}

#[tokio::test]
async fn members_may_work_and_only_the_responsible_lawyer_lets_people_in() {
    let house = House::new().await;
    let vault = house.open().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let (bas_id, anna_id) = (bas.user().expect("id"), anna.user().expect("id"));
    let id = dossier(&vault, &anna, "Zaak").await;
    assert!(matches!(vault.add_member(&bas, id, bas_id).await, Err(Error::NotFound)));

    let details = vault.add_member(&anna, id, bas_id).await.expect("a member");
    assert_eq!(details.members.len(), 2);
    let seen = vault.get_dossier(&bas, id).await.expect("bas sees it");
    assert_eq!(seen.rights, Rights { update: true, add_documents: true, ask: true, manage_access: false });
    vault.update_dossier(&bas, id, 1, named("Van Bas")).await.expect("bas works in it");
    assert!(matches!(vault.remove_member(&bas, id, anna_id).await, Err(Error::Refused(_))));
    let open = DossierPatch { access: Some(Access::Firm), ..DossierPatch::default() };
    assert!(matches!(vault.update_dossier(&bas, id, 2, open.clone()).await, Err(Error::Refused(_))));
    vault.update_dossier(&anna, id, 2, open).await.expect("anna may");

    let stays = vault.remove_member(&anna, id, anna_id).await;
    assert!(matches!(stays, Err(Error::Invalid { field: "user", code: "responsible" })));
    vault.remove_member(&anna, id, bas_id).await.expect("gone");
    let stranger = vault.add_member(&anna, id, Id::new(&house.world)).await;
    assert!(matches!(stranger, Err(Error::Invalid { field: "user", code: "unknown" })));
    let log = house.audit(&anna).await;
    for entry in ["member.add done", "member.remove done", "dossier.access done", "dossier.access refused"] {
        assert!(log.iter().any(|it| it == entry), "{entry} in {log:?}");
    }
}

#[tokio::test]
async fn handing_over_makes_the_new_responsible_lawyer_a_member() {
    let house = House::new().await;
    let vault = house.open().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let staff = house.person_of(house.tenant, "Cor", Role::Staff).await;
    let id = dossier(&vault, &anna, "Zaak").await;
    let to = |user| DossierPatch { responsible: user, ..DossierPatch::default() };
    let refused = vault.update_dossier(&anna, id, 1, to(staff.user())).await;
    assert!(matches!(refused, Err(Error::Invalid { field: "responsible", code: "not_a_lawyer" })));
    vault.update_dossier(&anna, id, 1, to(bas.user())).await.expect("handed over");
    let seen = vault.get_dossier(&bas, id).await.expect("bas sees it");
    assert!(seen.rights.manage_access);
    assert!(!vault.get_dossier(&anna, id).await.expect("still a member").rights.manage_access);
}

#[tokio::test]
async fn a_closed_dossier_is_read_and_not_changed_until_it_is_opened_again() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let id = dossier(&vault, &anna, "Zaak").await;
    let state = |state| DossierPatch { state: Some(state), ..DossierPatch::default() };
    vault.update_dossier(&anna, id, 1, state(DossierState::Closed)).await.expect("closed");
    assert!(matches!(vault.update_dossier(&anna, id, 2, named("X")).await, Err(Error::Refused(_))));
    assert!(!vault.get_dossier(&anna, id).await.expect("read").rights.add_documents);
    vault.update_dossier(&anna, id, 2, state(DossierState::Open)).await.expect("open again");
    vault.update_dossier(&anna, id, 3, named("X")).await.expect("changed");
}

#[tokio::test]
async fn people_are_listed_by_name() {
    let house = House::new().await;
    let vault = house.open().await;
    let bas = house.lawyer("Bas").await;
    house.lawyer("anna").await;
    let people = vault.list_people(&bas).await.expect("people");
    assert_eq!(people.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["anna", "Bas"]);
}
