//! Lists of dossiers: filters, pages, counts.

use std::collections::BTreeSet;

use legalmind_core::{
    dossier::{AiUse, DossierContent, DossierState},
    outgoing::{Ledger, LedgerError, Outgoing},
};
use legalmind_store::{
    Ask, Error,
    dossier::{self, DossierDraft, Filter},
    outgoing::{self, Book, Subject},
};

use crate::house::{House, both, save};

both!(
    words_are_found_in_sealed_content,
    pages_of_a_list_miss_none_and_repeat_none,
    p077_nothing_of_a_dossier_without_ai_leaves,
);

async fn words_are_found_in_sealed_content(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    let mut ids = Vec::new();
    for (name, field, other, state) in [
        ("De Vries / Van Loon", "Bouwrecht", "Bouwbedrijf Van Loon B.V.", DossierState::Open),
        ("Jansen", "Arbeidsrecht", "Café De Reünie", DossierState::Closed),
        ("Ontruiming Kade 3", "Huurrecht", "Van Loon Vastgoed", DossierState::Open),
    ] {
        let content = DossierContent {
            name: name.to_owned(),
            field_of_law: field.to_owned(),
            counterparties: vec![other.to_owned()],
            ..DossierContent::default()
        };
        house.pass(1);
        let dossier = house.id();
        let draft = DossierDraft { state, responsible: Some(firm.user), content, ..DossierDraft::default() };
        dossier::add(&ctx, &work, dossier, &draft).await.unwrap();
        dossier::add_member(&ctx, &work, dossier, firm.user).await.unwrap();
        ids.push(dossier);
    }
    save(work, "dossier.create").await;
    house.document(firm, ids[0], "brief.pdf", [1; 32]).await;
    let tx = house.store.read(&ctx).await.unwrap();
    let find = async |filter: Filter| {
        let listed = dossier::list(&ctx, &tx, &filter, &Ask::default()).await.unwrap();
        listed.items.into_iter().map(|it| (it.dossier.id, it.documents)).collect::<Vec<_>>()
    };
    let text = |it: &str| Filter { text: Some(it.to_owned()), ..Filter::default() };
    assert_eq!(find(text("van LOON")).await, [(ids[2], 0), (ids[0], 1)]);
    assert_eq!(find(text("loon bouw")).await, [(ids[0], 1)]);
    assert_eq!(find(text("REÜNIE")).await, [(ids[1], 0)]);
    assert_eq!(find(text("afwezig")).await, []);
    let field = Filter { field_of_law: Some("huurrecht ".to_owned()), ..Filter::default() };
    assert_eq!(find(field).await, [(ids[2], 0)]);
    let closed = Filter { state: Some(DossierState::Closed), ..Filter::default() };
    assert_eq!(find(closed).await, [(ids[1], 0)]);
    let nobody = Filter { responsible: Some(house.id()), ..Filter::default() };
    assert_eq!(find(nobody).await, []);
    assert_eq!(find(Filter { responsible: Some(firm.user), ..Filter::default() }).await.len(), 3);
}

async fn pages_of_a_list_miss_none_and_repeat_none(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let mut all = BTreeSet::new();
    for n in 0..23 {
        all.insert(house.dossier(firm, &format!("Zaak {n}{}", if n % 2 == 0 { " even" } else { "" })).await);
        house.pass(1);
    }
    for (filter, many) in [(None, 23), (Some("even".to_owned()), 12)] {
        let filter = Filter { text: filter, ..Filter::default() };
        let mut ask = Ask::first(5);
        let mut seen = Vec::new();
        loop {
            let tx = house.store.read(&ctx).await.unwrap();
            let listed = dossier::list(&ctx, &tx, &filter, &ask).await.unwrap();
            drop(tx);
            seen.extend(listed.items.iter().map(|it| it.dossier.id));
            let Some(next) = listed.next else { break };
            ask.after = Some(next);
            // A dossier that is worked in between two pages stays where it is.
            let work = house.store.begin(&ctx).await.unwrap();
            dossier::touch(&ctx, &work, *all.first().unwrap()).await.unwrap();
            work.save().await.unwrap();
        }
        assert_eq!(seen.len(), many);
        assert!(seen.is_sorted_by(|one, next| one > next), "newest first");
        assert!(seen.iter().all(|it| all.contains(it)));
    }
    let tx = house.store.read(&ctx).await.unwrap();
    let wrong = Ask { limit: 5, after: Some("17".to_owned()) };
    assert!(matches!(dossier::list(&ctx, &tx, &Filter::default(), &wrong).await, Err(Error::Cursor)));
    let some: Vec<_> = all.iter().copied().take(3).chain([house.id()]).collect();
    assert_eq!(dossier::get_all(&ctx, &tx, &some).await.unwrap().len(), 3);
    let (one, facts) = dossier::get_with_facts(&ctx, &tx, some[0]).await.unwrap();
    assert!(one.id == some[0] && facts.member && facts.responsible);
}

async fn p077_nothing_of_a_dossier_without_ai_leaves(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "De Vries / Van Loon").await;
    let subject = Subject { object: "answer", id: house.id::<()>().uuid() };
    let book = Book { store: house.store.clone(), subject, dossier };
    let leaving = || Outgoing {
        call: house.id(),
        provider: "eigen".to_owned(),
        model: "m".to_owned(),
        region: "NL".to_owned(),
        own_machine: true,
        bytes: 2,
        passages: Vec::new(),
        body: "{}".into(),
    };
    let choose = async |ai| {
        let work = house.store.begin(&ctx).await.unwrap();
        let old = dossier::get(&ctx, &work, dossier).await.unwrap();
        let draft = DossierDraft { ai, content: old.content, ..DossierDraft::default() };
        dossier::update(&ctx, &work, dossier, old.revision, &draft).await.unwrap();
        save(work, "dossier.update").await;
    };
    assert_eq!(book.leaving(&ctx, &leaving()).await, Ok(()));
    choose(AiUse::Forbidden).await;
    assert_eq!(book.leaving(&ctx, &leaving()).await, Err(LedgerError::Forbidden));
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(outgoing::list(&ctx, &tx, subject.id).await.unwrap().len(), 1);
    drop(tx);
    choose(AiUse::Allowed).await;
    assert_eq!(book.leaving(&ctx, &leaving()).await, Ok(()));
}
