//! What is not theirs does not exist for them: other firms, other dossiers, walls.

use legalmind_core::{CharRange, Ctx, Id, PageNumber, account::Role, audit::Entry, dossier::Access};
use legalmind_store::dossier::{self, Filter};
use legalmind_vault::{
    Ask, Error, Vault,
    document::{DocumentPatch, Purpose, View, upload::NewUpload},
    dossier::DossierPatch,
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
    let patch = DossierPatch { access: Some(Access::Firm), ..DossierPatch::default() };
    vault.update_dossier(&anna, to, 1, patch).await.expect("open to the firm");
    let seen = vault.get_document(&bas, id).await.expect("bas sees it");

    let store = house.store().await;
    let raising = store.begin(&anna).await.expect("work");
    dossier::raise_wall(&anna, &raising, to, bas.user().expect("id")).await.expect("a wall");
    raising.audit(Entry::done("wall.raise", "dossier", to.uuid())).expect("audit");
    raising.save().await.expect("saved");
    probe(&vault, &bas, &seen, open).await;
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
