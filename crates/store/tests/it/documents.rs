//! Documents with their versions, pages, passages and lines in the change log.

use legalmind_core::{
    CharRange, PageNumber,
    document::{DocumentContent, FileKind, Progress, Reason},
    passage::{Origin, Page, Placed, Quad, Word},
};
use legalmind_store::{
    Ask, Error,
    change::{self, ChangeKind},
    document, dossier, page,
    passage::{self, NewPassage},
    version::{self, VersionContent},
};

use crate::house::{House, both, save};

both!(
    a_document_goes_its_way,
    equal_bytes_find_each_other_as_far_as_one_may_see,
    thousands_of_pages_and_passages_are_written_at_once,
    a_removed_document_leaves_nothing_but_its_line,
);

fn a_page(n: u32) -> Page {
    Page {
        text: format!("Bladzijde {n}. De koper heeft de koopsom voldaan."),
        words: vec![
            Word {
                range: CharRange { start: 0, end: 9 },
                quad: Quad { x: 0.125, y: 0.25, w: 0.375, h: 0.015_625 }
            };
            50
        ],
        headings: vec![CharRange { start: 0, end: 12 }],
        size: (595.0, 842.0),
        recognised: n.is_multiple_of(2),
        confidence: Some(91),
        missing: n.is_multiple_of(5).then_some(Reason::OcrUnavailable),
        origin: n.is_multiple_of(4).then(|| Origin {
            part: "word/document.xml".into(),
            placed: vec![Placed {
                range: CharRange { start: 4, end: 9 },
                paragraph: n,
                at: CharRange { start: 0, end: 5 },
            }],
        }),
    }
}

fn a_passage(n: u32) -> NewPassage {
    NewPassage {
        page: PageNumber(n + 1),
        range: CharRange { start: 0, end: 11 },
        heading: n.is_multiple_of(3).then(|| "Ontbinding".to_owned()),
    }
}

async fn a_document_goes_its_way(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Weg").await;
    let (id, version) = house.document(firm, dossier, "akte.pdf", [3; 32]).await;
    let work = house.store.begin(&ctx).await.unwrap();
    version::set_kind(&ctx, &work, version, FileKind::Text).await.unwrap();
    version::set_pages(&ctx, &work, version, Some(12), 5, true).await.unwrap();
    version::set_progress(&ctx, &work, version, Progress::Failed, Some(Reason::Timeout)).await.unwrap();
    // The state of work on a version is book-keeping and needs no entry.
    work.save().await.unwrap();
    let tx = house.store.read(&ctx).await.unwrap();
    let it = document::get(&ctx, &tx, id).await.unwrap();
    let state = it.version.unwrap();
    assert_eq!((state.id, state.kind, state.pages, state.pages_done), (version, FileKind::Text, Some(12), 5));
    assert_eq!(
        (state.progress, state.reason, state.recognised),
        (Progress::Failed, Some(Reason::Timeout), true)
    );
    assert_eq!(it.content.name, "akte.pdf");
    drop(tx);
    let work = house.store.begin(&ctx).await.unwrap();
    let renamed = DocumentContent { name: "koopakte.pdf".to_owned(), folder: vec![] };
    document::update(&ctx, &work, id, 1, &renamed).await.unwrap();
    assert!(matches!(document::update(&ctx, &work, id, 1, &renamed).await, Err(Error::Conflict)));
    version::set_progress(&ctx, &work, version, Progress::Read, None).await.unwrap();
    let second = version::get(&ctx, &work, version).await.unwrap();
    let content = VersionContent { title: Some("Koopakte".to_owned()), ..second.content };
    version::set_content(&ctx, &work, version, &content).await.unwrap();
    save(work, "document.update").await;
    let keeper = house.store.housekeeper(firm.tenant, "index");
    let work = house.store.begin(&keeper).await.unwrap();
    version::mark_searchable(&keeper, &work, &[version, house.id()]).await.unwrap();
    work.save().await.unwrap();
    let tx = house.store.read(&ctx).await.unwrap();
    let listed = document::list(&ctx, &tx, dossier, &Ask::default()).await.unwrap();
    let [it] = listed.items.as_slice() else { panic!("one") };
    assert_eq!((it.content.name.as_str(), it.revision), ("koopakte.pdf", 2));
    assert_eq!(it.version.unwrap().progress, Progress::Searchable);
    assert_eq!(version::list(&ctx, &tx, id).await.unwrap()[0].content, content);
    assert_eq!(document::get_all(&ctx, &tx, &[id, house.id()]).await.unwrap().len(), 1);
    assert!(document::children(&ctx, &tx, id).await.unwrap().is_empty());
    drop(tx);
    let glance = house.store.glance(&ctx).await.unwrap();
    let titles = document::titles(&ctx, &glance, &[id, house.id()]).await.unwrap();
    let [title] = titles.as_slice() else { panic!("one") };
    let tx = house.store.read(&ctx).await.unwrap();
    let whole = document::get(&ctx, &tx, id).await.unwrap();
    assert_eq!((title.document, title.dossier, &title.name), (id, whole.dossier, &whole.content.name));
    assert_eq!(title.kind, whole.version.map(|it| it.kind));
    assert_eq!(*title.dossier_name, *dossier::get(&ctx, &tx, dossier).await.unwrap().content.name);
}

async fn equal_bytes_find_each_other_as_far_as_one_may_see(house: &House) {
    let (firm, stranger) = (house.firm().await, house.firm().await);
    let ctx = house.lawyer(firm);
    let (here, there) = (house.dossier(firm, "Hier").await, house.dossier(firm, "Daar").await);
    let (one, _) = house.document(firm, here, "a.pdf", [5; 32]).await;
    house.pass(1);
    let (two, _) = house.document(firm, there, "b.pdf", [5; 32]).await;
    house.document(firm, there, "c.pdf", [6; 32]).await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(document::find_by_hash(&ctx, &tx, &[5; 32], None).await.unwrap(), [(one, here), (two, there)]);
    assert_eq!(document::find_by_hash(&ctx, &tx, &[5; 32], Some(there)).await.unwrap(), [(two, there)]);
    drop(tx);
    for other in [house.ctx(firm.tenant, house.id(), ctx.role()), house.lawyer(stranger)] {
        let tx = house.store.read(&other).await.unwrap();
        assert!(document::find_by_hash(&other, &tx, &[5; 32], None).await.unwrap().is_empty());
    }
}

async fn thousands_of_pages_and_passages_are_written_at_once(house: &House) {
    const MANY: u32 = 4500;
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Dik").await;
    let (_, version) = house.document(firm, dossier, "dik.pdf", [3; 32]).await;
    let pages: Vec<_> = (1..=MANY).map(a_page).collect();
    let passages: Vec<_> = (0..MANY).map(a_passage).collect();
    let mut ids = Vec::new();
    for _ in 0..2 {
        // Read twice, as after a crash: the second takes the place of the first.
        let work = house.store.begin(&ctx).await.unwrap();
        page::put_all(&ctx, &work, version, &pages).await.unwrap();
        ids = passage::put_all(&ctx, &work, version, &passages).await.unwrap();
        save(work, "document.ingest").await;
    }
    let work = house.store.begin(&ctx).await.unwrap();
    let twice = page::put_from(&ctx, &work, version, PageNumber(3), &pages[..1]).await;
    assert!(matches!(twice, Err(Error::Exists)), "{twice:?}");
    drop(work);
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(page::count(&ctx, &tx, version).await.unwrap(), MANY);
    assert_eq!(page::get(&ctx, &tx, version, PageNumber(4000)).await.unwrap(), pages[3999]);
    assert!(matches!(page::get(&ctx, &tx, version, PageNumber(MANY + 1)).await, Err(Error::NotFound)));
    let text = page::text(&ctx, &tx, version).await.unwrap();
    assert!(text.iter().eq(pages.iter().map(|it| &it.text)));
    let some = page::range(&ctx, &tx, version, PageNumber(9), PageNumber(11)).await.unwrap();
    assert_eq!(some.iter().map(|(n, _)| n.0).collect::<Vec<_>>(), [9, 10, 11]);
    assert_eq!(some[2].1, pages[10]);
    let listed = passage::list(&ctx, &tx, version).await.unwrap();
    assert!(listed.iter().map(|it| it.id).eq(ids.iter().copied()));
    assert!(listed.iter().zip(&passages).all(|(it, new)| it.heading == new.heading));
    assert!(listed.iter().zip(&pages).all(|(it, page)| it.text == page.text[..11]));
    let asked = [ids[700], house.id(), ids[2]];
    let got = passage::get(&ctx, &tx, &asked).await.unwrap();
    assert_eq!(got.iter().map(|it| (it.id, it.ordinal)).collect::<Vec<_>>(), [(ids[700], 700), (ids[2], 2)]);
    assert_eq!((got[0].text.as_str(), got[1].text.as_str()), ("Bladzijde 7", "Bladzijde 3"));
    assert_eq!((got[0].page, got[0].range), (PageNumber(701), CharRange { start: 0, end: 11 }));
    assert_eq!(change::head(&ctx, &tx).await.unwrap(), 2);
}

async fn a_removed_document_leaves_nothing_but_its_line(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.dossier(firm, "Weg ermee").await;
    let (id, version) = house.document(firm, dossier, "x.pdf", [3; 32]).await;
    let (kept, kept_version) = house.document(firm, dossier, "y.pdf", [4; 32]).await;
    for it in [version, kept_version] {
        let work = house.store.begin(&ctx).await.unwrap();
        page::put_all(&ctx, &work, it, &[a_page(1)]).await.unwrap();
        passage::put_all(&ctx, &work, it, &[a_passage(0)]).await.unwrap();
        save(work, "document.ingest").await;
    }
    let work = house.store.begin(&ctx).await.unwrap();
    let before = version::blobs(&ctx, &work).await.unwrap();
    let gone = document::remove(&ctx, &work, id).await.unwrap();
    assert!(matches!(document::remove(&ctx, &work, id).await, Err(Error::NotFound)));
    save(work, "document.remove").await;
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(matches!(document::get(&ctx, &tx, id).await, Err(Error::NotFound)));
    assert!(matches!(version::get(&ctx, &tx, version).await, Err(Error::NotFound)));
    assert_eq!(page::count(&ctx, &tx, version).await.unwrap(), 0);
    assert!(passage::list(&ctx, &tx, version).await.unwrap().is_empty());
    assert_eq!(passage::list(&ctx, &tx, kept_version).await.unwrap().len(), 1);
    assert_eq!(document::list(&ctx, &tx, dossier, &Ask::default()).await.unwrap().items[0].id, kept);
    let after = version::blobs(&ctx, &tx).await.unwrap();
    assert_eq!((before.len(), gone.len(), after.len()), (2, 1, 1));
    assert!(before.contains(&gone[0]) && !after.contains(&gone[0]));
    let lines = change::read(&ctx, &tx, 0, 100).await.unwrap();
    let told: Vec<_> = lines.iter().map(|it| (it.seq, it.kind, it.version)).collect();
    let expected = [
        (1, ChangeKind::VersionIndexed, version),
        (2, ChangeKind::VersionIndexed, kept_version),
        (3, ChangeKind::VersionRemoved, version),
    ];
    assert_eq!(told, expected);
    assert_eq!(change::read(&ctx, &tx, 2, 100).await.unwrap(), lines[2..]);
    assert_eq!((lines[2].document, lines[2].dossier), (id, dossier));
}
