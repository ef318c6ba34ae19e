//! Texts of drafts: two who write do not overwrite each other, and what was kept stays.

use legalmind_core::{
    DossierId, DraftId,
    citation::CitationState,
    draft::{Compared, DraftContent, DraftState, KeptHead, KeptText, TextContent},
};
use legalmind_store::{
    Ask, Error, dossier,
    draft::{self, Next, kept, text},
};

use crate::house::{Firm, House, both, save};

both!(
    a_text_is_changed_by_whoever_read_it_last,
    what_was_kept_stays_and_is_listed_newest_first,
    another_firms_text_is_not_there,
    a_text_goes_with_its_draft,
);

fn content(words: &str) -> TextContent {
    let quote = Compared {
        version: legalmind_core::Id::from_uuid(uuid()),
        quote: words.into(),
        state: CitationState::Verified,
    };
    TextContent { document: format!("{{\"{words}\":1}}"), sha256: [7; 32], quotes: vec![quote] }
}

fn uuid() -> uuid::Uuid {
    uuid::Uuid::from_u128(7)
}

async fn drafted(house: &House, firm: Firm) -> (DossierId, DraftId) {
    let dossier = house.dossier(firm, "Zaak").await;
    let ctx = house.lawyer(firm);
    let draft: DraftId = house.id();
    let work = house.store.begin(&ctx).await.unwrap();
    let content = DraftContent { name: "Stuk".into(), answers: "{}".into(), ..DraftContent::default() };
    draft::add(&ctx, &work, draft, dossier, (house.id(), 1), &content).await.unwrap();
    text::add(&ctx, &work, draft, 1, &self::content("een")).await.unwrap();
    save(work, "draft.text").await;
    (dossier, draft)
}

async fn a_text_is_changed_by_whoever_read_it_last(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (_, draft) = drafted(house, firm).await;
    let found = text::find(&ctx, &house.store.read(&ctx).await.unwrap(), draft).await.unwrap().unwrap();
    assert_eq!((found.revision, &found.content, found.updated_by), (1, &content("een"), Some(firm.user)));

    let colleague = house.person(firm, legalmind_core::account::Role::Lawyer).await;
    let other = house.ctx(firm.tenant, colleague, legalmind_core::account::Role::Lawyer);
    house.pass(1_000);
    let work = house.store.begin(&other).await.unwrap();
    text::update(&other, &work, draft, 1, &content("twee")).await.unwrap();
    save(work, "draft.write").await;
    let work = house.store.begin(&ctx).await.unwrap();
    let late = text::update(&ctx, &work, draft, 1, &content("drie")).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    assert!(matches!(text::remove(&ctx, &work, draft, 1).await, Err(Error::Conflict)));
    assert!(matches!(text::update(&ctx, &work, house.id(), 1, &content("x")).await, Err(Error::NotFound)));
    drop(work);
    let tx = house.store.read(&ctx).await.unwrap();
    let found = text::find(&ctx, &tx, draft).await.unwrap().unwrap();
    assert_eq!((found.revision, &found.content, found.updated_by), (2, &content("twee"), Some(colleague)));
    let state = text::state(&ctx, &tx, draft).await.unwrap().unwrap();
    assert_eq!((state.revision, state.updated, state.updated_by), (2, found.updated, Some(colleague)));
}

async fn what_was_kept_stays_and_is_listed_newest_first(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (_, draft) = drafted(house, firm).await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(kept::last(&ctx, &tx, draft).await.unwrap(), None);
    drop(tx);
    for (revision, name) in [(4, Some("Eerste")), (9, None), (6, Some("Derde"))] {
        let work = house.store.begin(&ctx).await.unwrap();
        let head =
            KeptHead { name: name.map(ToOwned::to_owned), sha256: [u8::try_from(revision).unwrap(); 32] };
        let content = KeptText { head, document: format!("{{\"{revision}\":0}}") };
        kept::add(&ctx, &work, draft, revision, &content).await.unwrap();
        save(work, "draft.keep").await;
    }
    let work = house.store.begin(&ctx).await.unwrap();
    text::remove(&ctx, &work, draft, 1).await.unwrap();
    save(work, "draft.drop").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(text::find(&ctx, &tx, draft).await.unwrap().is_none());
    assert_eq!(kept::last(&ctx, &tx, draft).await.unwrap(), Some((3, 9)), "the highest of each");
    let first = kept::list(&ctx, &tx, draft, &Ask::first(2)).await.unwrap();
    let numbers: Vec<_> = first.items.iter().map(|it| (it.number, it.content.name.as_deref())).collect();
    assert_eq!(numbers, [(3, Some("Derde")), (2, None)]);
    let rest = kept::list(&ctx, &tx, draft, &Ask { limit: 2, after: first.next }).await.unwrap();
    assert_eq!((rest.items.len(), rest.items[0].number, rest.next), (1, 1, None));
    let ask = Ask { limit: 2, after: Some("x".into()) };
    assert!(matches!(kept::list(&ctx, &tx, draft, &ask).await, Err(Error::Cursor)));
    let second = kept::get(&ctx, &tx, draft, 2).await.unwrap();
    assert_eq!((second.revision, second.content.document.as_str()), (9, "{\"9\":0}"));
    assert!(matches!(kept::get(&ctx, &tx, draft, 4).await, Err(Error::NotFound)));
}

async fn another_firms_text_is_not_there(house: &House) {
    let (mine, theirs) = (house.firm().await, house.firm().await);
    let (_, draft) = drafted(house, theirs).await;
    let ctx = house.lawyer(mine);
    let work = house.store.begin(&ctx).await.unwrap();
    assert!(text::find(&ctx, &work, draft).await.unwrap().is_none());
    assert!(text::state(&ctx, &work, draft).await.unwrap().is_none());
    assert!(kept::list(&ctx, &work, draft, &Ask::default()).await.unwrap().items.is_empty());
    assert!(matches!(text::update(&ctx, &work, draft, 1, &content("x")).await, Err(Error::NotFound)));
    let smuggled = text::add(&ctx, &work, draft, 1, &content("x")).await;
    assert!(matches!(smuggled, Err(Error::NotFound)), "{smuggled:?}");
}

async fn a_text_goes_with_its_draft(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (dossier, draft) = drafted(house, firm).await;
    let work = house.store.begin(&ctx).await.unwrap();
    kept::add(&ctx, &work, draft, 1, &KeptText::default()).await.unwrap();
    let found = draft::get(&ctx, &work, draft).await.unwrap();
    let next = Next { state: DraftState::Writing, made: None, content: &found.content };
    draft::update(&ctx, &work, draft, 1, next).await.unwrap();
    assert_eq!(draft::get(&ctx, &work, draft).await.unwrap().state, DraftState::Writing);
    draft::remove(&ctx, &work, draft, 2).await.unwrap();
    save(work, "draft.remove").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(text::find(&ctx, &tx, draft).await.unwrap().is_none());
    assert!(matches!(kept::get(&ctx, &tx, draft, 1).await, Err(Error::NotFound)));
    assert!(dossier::get(&ctx, &tx, dossier).await.is_ok());
}
