//! The number of what a search shows goes up with all that changes it, and with nothing else.

use legalmind_core::{
    account::Role,
    document::{DocumentContent, FileKind, Progress},
    dossier::{Access, DossierContent},
};
use legalmind_store::{
    document,
    dossier::{self, DossierDraft},
    sight::{self, Sight},
    version,
    wall::{self, WallContent},
};

use crate::house::{Firm, House, both, save};

both!(p047_what_a_search_shows_has_another_number_with_each_change);

async fn now(house: &House, firm: Firm) -> Sight {
    let ctx = house.lawyer(firm);
    sight::now(&ctx, &house.store.glance(&ctx).await.unwrap()).await.unwrap()
}

/// Does something in a unit of work of its own; whether the number went up.
macro_rules! raises {
    ($house:ident, $firm:ident, |$ctx:ident, $work:ident| $act:expr) => {{
        let before = now($house, $firm).await.number;
        let $ctx = &$house.lawyer($firm);
        let unit = $house.store.begin($ctx).await.unwrap();
        {
            let $work = &unit;
            $act.await.unwrap();
        }
        save(unit, "test").await;
        now($house, $firm).await.number > before
    }};
}

async fn p047_what_a_search_shows_has_another_number_with_each_change(house: &House) {
    let (firm, other) = (house.firm().await, house.firm().await);
    let colleague = house.person(firm, Role::Lawyer).await;
    let elsewhere = now(house, other).await;
    let dossier = house.id();
    let mut draft = DossierDraft::default();
    assert!(raises!(house, firm, |ctx, work| dossier::add(ctx, work, dossier, &draft)));
    draft.access = Access::Firm;
    assert!(raises!(house, firm, |ctx, work| dossier::update(ctx, work, dossier, 1, &draft)));
    draft.content = DossierContent { name: "De Boer".to_owned(), ..DossierContent::default() };
    assert!(raises!(house, firm, |ctx, work| dossier::update(ctx, work, dossier, 2, &draft)));
    assert!(raises!(house, firm, |ctx, work| dossier::add_member(ctx, work, dossier, colleague)));
    assert!(raises!(house, firm, |ctx, work| dossier::remove_member(ctx, work, dossier, colleague)));
    let reason = WallContent::default();
    assert!(raises!(house, firm, |ctx, work| wall::raise(ctx, work, dossier, colleague, &reason)));
    assert!(raises!(house, firm, |ctx, work| wall::lift(ctx, work, dossier, colleague)));

    // a document is found once its first version is read, and not before: it takes nothing back
    let (new, first) = house.new_document(dossier, "brief.pdf", [1; 32]);
    assert!(!raises!(house, firm, |ctx, work| document::add(ctx, work, &new)));
    assert!(!raises!(house, firm, |ctx, work| version::add(ctx, work, &first)));
    assert!(!raises!(house, firm, |ctx, work| version::set_kind(ctx, work, first.id, FileKind::Text)));
    assert!(!raises!(house, firm, |ctx, work| version::set_progress(
        ctx,
        work,
        first.id,
        Progress::Read,
        None
    )));
    assert!(!raises!(house, firm, |ctx, work| dossier::touch(ctx, work, dossier)));
    let mut second = house.new_document(dossier, "", [2; 32]).1;
    (second.document, second.number) = (new.id, 2);
    assert!(raises!(house, firm, |ctx, work| version::add(ctx, work, &second)));
    assert!(raises!(house, firm, |ctx, work| version::set_kind(ctx, work, second.id, FileKind::Docx)));
    let named = DocumentContent { name: "antwoord.pdf".to_owned(), ..DocumentContent::default() };
    assert!(raises!(house, firm, |ctx, work| document::update(ctx, work, new.id, 1, &named)));
    assert!(raises!(house, firm, |ctx, work| document::remove(ctx, work, new.id)));

    // what is not saved, and what another firm does, changes nothing
    let before = now(house, firm).await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    dossier::add_member(&ctx, &work, dossier, colleague).await.unwrap();
    drop(work);
    assert_eq!(now(house, firm).await, before);
    assert_eq!(now(house, other).await, elsewhere);
}
