//! Answers, their events, citations and ledger.

use legalmind_core::{
    CharRange, PageNumber,
    answer::{AnswerMode, AnswerState, AnswerTrouble},
    citation::CitationState,
};
use legalmind_store::{
    Ask, Error,
    answer::{self, AnswerContent, Event, ReadPassage, Step},
    citation::{self, Citation, CitationContent},
};

use crate::house::{House, both, save};

both!(an_answer_is_made_and_stays, the_ledger_keeps_what_was_read);

async fn an_answer_is_made_and_stays(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Vraag").await;
    let id = house.id();
    let mut content = AnswerContent::asked("Is er ontbonden?", AnswerMode::Verbatim);
    let work = house.store.begin(&ctx).await.unwrap();
    answer::add(&ctx, &work, id, dossier, &content).await.unwrap();
    save(work, "answer.ask").await;
    let event = |seq: u64| Event { seq, data: format!("{{\"n\":{seq}}}") };
    content.text = "Ja [1]".to_owned();
    content.steps.push(Step { code: "search".to_owned(), count: Some(4), at: 7 });
    let work = house.store.begin(&ctx).await.unwrap();
    answer::add_events(&ctx, &work, id, &[event(1), event(2)]).await.unwrap();
    answer::add_events(&ctx, &work, id, &[event(3)]).await.unwrap();
    answer::update(&ctx, &work, id, AnswerState::Running, &content).await.unwrap();
    // What comes while it runs is book-keeping; its end is not.
    work.save().await.unwrap();
    let work = house.store.begin(&ctx).await.unwrap();
    assert_eq!(answer::running(&ctx, &work).await.unwrap().len(), 1);
    assert!(matches!(answer::add_events(&ctx, &work, id, &[event(3)]).await, Err(Error::Exists)));
    drop(work);
    content.trouble = Some(AnswerTrouble::ModelCutOff);
    let work = house.store.begin(&ctx).await.unwrap();
    answer::update(&ctx, &work, id, AnswerState::Stopped, &content).await.unwrap();
    assert!(matches!(work.save().await, Err(Error::Unaudited)));
    let work = house.store.begin(&ctx).await.unwrap();
    answer::update(&ctx, &work, id, AnswerState::Stopped, &content).await.unwrap();
    let again = answer::update(&ctx, &work, id, AnswerState::Done, &content).await;
    assert!(matches!(again, Err(Error::Conflict)));
    save(work, "answer.stop").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(answer::events(&ctx, &tx, id, 1).await.unwrap(), [event(2), event(3)]);
    let it = answer::get(&ctx, &tx, id).await.unwrap();
    assert_eq!((it.state, it.asked_by, &it.content), (AnswerState::Stopped, Some(firm.user), &content));
    assert!(it.finished.is_some());
    assert_eq!(answer::list(&ctx, &tx, dossier, &Ask::default()).await.unwrap().items, [it]);
    assert!(answer::running(&ctx, &tx).await.unwrap().is_empty());
}

async fn the_ledger_keeps_what_was_read(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Register").await;
    let (document, version) = house.document(firm, dossier, "a.pdf", [1; 32]).await;
    let id = house.id();
    let read = |cited| ReadPassage {
        passage: house.id(),
        version,
        document,
        page: PageNumber(2),
        range: CharRange { start: 5, end: 90 },
        cited,
    };
    let read = [read(true), read(false), read(true)];
    let cite = |ordinal, state| Citation {
        id: house.id(),
        answer: id,
        dossier,
        ordinal,
        document,
        version,
        page: PageNumber(2),
        range: CharRange { start: 10, end: 40 },
        state,
        content: CitationContent {
            quote: "de ontbinding".to_owned(),
            heading: None,
            document_name: "a.pdf".to_owned(),
        },
    };
    let cited = [cite(1, CitationState::Verified), cite(2, CitationState::NotFound)];
    let work = house.store.begin(&ctx).await.unwrap();
    let content = AnswerContent::asked("Wat?", AnswerMode::Model);
    answer::add(&ctx, &work, id, dossier, &content).await.unwrap();
    answer::add_read_passages(&ctx, &work, id, &read).await.unwrap();
    citation::add_all(&ctx, &work, &cited).await.unwrap();
    save(work, "answer.finish").await;
    // Neither goes when the document goes: they say what was read then.
    let work = house.store.begin(&ctx).await.unwrap();
    legalmind_store::document::remove(&ctx, &work, document).await.unwrap();
    save(work, "document.remove").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(answer::read_passages(&ctx, &tx, id).await.unwrap(), read);
    assert_eq!(citation::list(&ctx, &tx, id).await.unwrap(), cited);
    assert_eq!(citation::get(&ctx, &tx, cited[1].id).await.unwrap(), cited[1]);
    assert!(matches!(citation::get(&ctx, &tx, house.id()).await, Err(Error::NotFound)));
}
