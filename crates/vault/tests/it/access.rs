//! What is not theirs does not exist for them: other firms, other dossiers, walls.

use legalmind_core::{CharRange, Ctx, Id, PageNumber, account::Role, dossier::Access};
use legalmind_store::dossier::Filter;
use legalmind_vault::{
    Ask, Error, Vault,
    document::{DocumentPatch, Purpose, View, upload::NewUpload},
    dossier::DossierPatch,
    wall::NewWall,
};

use crate::house::{House, announce, dossier, upload, work};

/// Everything one can ask of a dossier with a document in it. All of it must be "not found".
async fn probe(vault: &Vault, ctx: &Ctx, seen: &View, upload: legalmind_core::UploadId) {
    macro_rules! hidden {
        ($($call:expr),+ $(,)?) => {$(
            assert!(matches!($call.await, Err(Error::NotFound)), "{}", stringify!($call));
        )+};
    }
    let (to, id, version) = (seen.dossier, seen.id, seen.version.id);
    let user = ctx.user().expect("a person");
    let (ask, page) = (Ask::default(), PageNumber(1));
    let new = NewUpload { name: "a.txt".into(), size: 1, ..NewUpload::default() };
    let empty = NewUpload { name: "a.txt".into(), size: 0, ..NewUpload::default() };
    hidden! {
        vault.get_dossier(ctx, to),
        vault.update_dossier(ctx, to, 1, DossierPatch::default()),
        vault.add_member(ctx, to, user),
        vault.remove_member(ctx, to, user),
        vault.list_documents(ctx, to, &ask),
        vault.list_uploads(ctx, to),
        vault.create_upload(ctx, to, new),
        vault.create_upload(ctx, to, empty),
        vault.upload_status(ctx, upload),
        vault.cancel_upload(ctx, upload),
        vault.get_document(ctx, id),
        vault.update_document(ctx, id, 1, DocumentPatch::default()),
        vault.remove_document(ctx, id),
        vault.retry_document(ctx, id),
        vault.pages(ctx, id, version, page, page),
        vault.marks(ctx, id, version, &[(page, CharRange { start: 0, end: 1 })]),
    }
    for purpose in [Purpose::View, Purpose::Download] {
        assert!(matches!(vault.content(ctx, id, version, purpose, None).await, Err(Error::NotFound)));
    }
    let list = vault.list_dossiers(ctx, &Filter::default(), &ask).await.expect("a list");
    assert!(list.items.iter().all(|it| it.dossier.id != to));
    let jobs = vault.list_jobs(ctx, &[], &ask).await.expect("jobs");
    assert!(jobs.items.iter().all(|it| it.job.document != Some(id)));
}

#[tokio::test]
async fn p047_strangers_find_nothing() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "brief.txt", b"Geheim.").await;
    work(&vault).await;
    let open = announce(&vault, &anna, to, "half.txt", 3).await.id;
    let seen = vault.get_document(&anna, id).await.expect("the document");

    let other_firm = Id::new(&house.world);
    house.found(&house.store().await, other_firm).await;
    let elsewhere = house.person_of(other_firm, "Eva", Role::Lawyer).await;
    let bas = house.lawyer("Bas").await;
    let administrator = house.person_of(house.tenant, "Dirk", Role::FirmAdministrator).await;
    for stranger in [&elsewhere, &bas, &administrator] {
        probe(&vault, stranger, &seen, open).await;
    }
    // a version of another document is not found either, in a document one may see
    let own = dossier(&vault, &bas, "Van Bas").await;
    let own = upload(&vault, &bas, own, "b.txt", b"Van Bas.").await;
    let foreign = vault.pages(&bas, own, seen.version.id, PageNumber(1), PageNumber(1)).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    let log = house.audit(&anna).await;
    assert!(log.contains(&"document.download refused".to_owned()), "{log:?}");
}

#[tokio::test]
async fn p047_a_wall_beats_membership_and_openness() {
    let house = House::new().await;
    let vault = house.open().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "brief.txt", b"Geheim.").await;
    work(&vault).await;
    let open = announce(&vault, &anna, to, "half.txt", 3).await.id;
    vault.add_member(&anna, to, bas.user().expect("id")).await.expect("a member");
    let (access, number) = (Some(Access::Firm), Some("2026-7".to_owned()));
    let patch = DossierPatch { access, number, ..DossierPatch::default() };
    vault.update_dossier(&anna, to, 1, patch).await.expect("open to the firm");
    let seen = vault.get_document(&bas, id).await.expect("bas sees it");

    let administrator = house.person_of(house.tenant, "Dirk", Role::FirmAdministrator).await;
    let wall = |user: &Ctx| NewWall {
        number: " 2026-7".to_owned(),
        person: user.user().expect("id"),
        reason: "Broer van de wederpartij".to_owned(),
    };
    let raised = vault.raise_wall(&administrator, wall(&bas)).await.expect("a wall");
    assert_eq!((raised.dossier, raised.number.as_str(), raised.person.name.as_str()), (to, "2026-7", "Bas"));
    probe(&vault, &bas, &seen, open).await;
    let details = vault.get_dossier(&anna, to).await.expect("still hers");
    assert_eq!(details.walls.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Bas"]);
    // the responsible lawyer is no exception
    vault.raise_wall(&administrator, wall(&anna)).await.expect("a wall");
    assert!(matches!(vault.get_dossier(&anna, to).await, Err(Error::NotFound)));
    assert!(matches!(vault.add_member(&anna, to, bas.user().expect("id")).await, Err(Error::NotFound)));
    vault.lift_wall(&administrator, to, anna.user().expect("id")).await.expect("lifted");
    vault.get_dossier(&anna, to).await.expect("hers again");
    probe(&vault, &bas, &seen, open).await;
    let log = house.audit(&anna).await;
    assert_eq!(log.iter().filter(|it| *it == "wall.raise done").count(), 2);
    assert_eq!(log.iter().filter(|it| *it == "wall.lift done").count(), 1);
}

#[tokio::test]
async fn walls_are_the_administrators_matter_and_faults_are_told_by_field() {
    let house = House::new().await;
    let vault = house.open().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let administrator = house.person_of(house.tenant, "Dirk", Role::FirmAdministrator).await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let patch = |number: &str| DossierPatch { number: Some(number.to_owned()), ..DossierPatch::default() };
    vault.update_dossier(&anna, to, 1, patch("2026-7")).await.expect("numbered");
    let user = bas.user().expect("id");
    let wall =
        |number: &str, person, reason: &str| NewWall { number: number.into(), person, reason: reason.into() };
    for other in [&anna, &bas, &house.person_of(house.tenant, "Ria", Role::ReadOnly).await] {
        let tried = vault.raise_wall(other, wall("2026-7", user, "x")).await;
        assert!(matches!(tried, Err(Error::Refused(_))), "{tried:?}");
        assert!(matches!(vault.list_walls(other, &Ask::default()).await, Err(Error::Refused(_))));
        assert!(matches!(vault.lift_wall(other, to, user).await, Err(Error::Refused(_))));
    }
    for (new, field, code) in [
        (wall("2026-8", user, "x"), "dossier_number", "unknown"),
        (wall(" ", user, "x"), "dossier_number", "empty"),
        (wall("2026-7", Id::new(&house.world), "x"), "person", "unknown"),
        (wall("2026-7", user, " \n"), "reason", "empty"),
        (wall("2026-7", user, &"x".repeat(2_001)), "reason", "too_long"),
    ] {
        let tried = vault.raise_wall(&administrator, new).await;
        assert!(
            matches!(tried, Err(Error::Invalid { field: f, code: c }) if (f, c) == (field, code)),
            "{tried:?}"
        );
    }
    let raised = vault.raise_wall(&administrator, wall("2026-7", user, " Broer van de wederpartij ")).await;
    assert_eq!(raised.expect("a wall").reason, "Broer van de wederpartij");
    let again = vault.raise_wall(&administrator, wall("2026-7", user, "Anders")).await;
    assert!(matches!(again, Err(Error::Exists { field: "person", code: "already_walled" })), "{again:?}");
    let listed = vault.list_walls(&administrator, &Ask::default()).await.expect("a list").items;
    assert_eq!(listed.iter().map(|it| it.reason.as_str()).collect::<Vec<_>>(), ["Broer van de wederpartij"]);
    assert_eq!(listed[0].by.as_ref().map(|it| it.name.as_str()), Some("Dirk"));
    // the administrator still reads nothing of the dossier
    assert!(matches!(vault.get_dossier(&administrator, to).await, Err(Error::NotFound)));
    let second = dossier(&vault, &anna, "Zaak met hetzelfde nummer").await;
    vault.update_dossier(&anna, second, 1, patch("2026-7")).await.expect("numbered");
    let unclear = vault.raise_wall(&administrator, wall("2026-7", anna.user().expect("id"), "x")).await;
    assert!(
        matches!(unclear, Err(Error::Invalid { field: "dossier_number", code: "ambiguous" })),
        "{unclear:?}"
    );
    vault.lift_wall(&administrator, to, user).await.expect("lifted");
    assert!(matches!(vault.lift_wall(&administrator, to, user).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn who_may_read_may_not_change() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "brief.txt", b"Brief.").await;
    let reader = house.person_of(house.tenant, "Ria", Role::ReadOnly).await;
    vault.add_member(&anna, to, reader.user().expect("id")).await.expect("a member");
    vault.get_document(&reader, id).await.expect("may read");
    let new = NewUpload { name: "a.txt".into(), size: 1, ..NewUpload::default() };
    assert!(matches!(vault.create_upload(&reader, to, new).await, Err(Error::Refused(_))));
    assert!(matches!(vault.remove_document(&reader, id).await, Err(Error::Refused(_))));
    let rename = vault.update_document(&reader, id, 1, DocumentPatch::default()).await;
    assert!(matches!(rename, Err(Error::Refused(_))));
    let log = house.audit(&anna).await;
    for entry in ["document.add refused", "document.remove refused", "document.update refused"] {
        assert!(log.iter().any(|it| it == entry), "{entry} in {log:?}");
    }
}
