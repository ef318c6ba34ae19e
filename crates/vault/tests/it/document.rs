//! Reading, changing and removing documents; damaged bytes.

use futures::StreamExt;
use legalmind_core::{CharRange, PageNumber};
use legalmind_vault::{
    Ask, Error,
    document::{DocumentPatch, Purpose},
};

use crate::house::{House, dossier, files, is_searchable, noise, original, upload, work};

#[tokio::test]
async fn pages_are_read_and_a_place_without_words_is_not_marked() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "brief.txt", "De koper betaalt € 10.".as_bytes()).await;
    work(&vault).await;
    let seen = vault.get_document(&anna, id).await.expect("found");
    assert!(is_searchable(&seen), "{seen:?}");
    let version = seen.version.id;
    let pages = vault.pages(&anna, id, version, PageNumber(1), PageNumber(9)).await.expect("pages");
    assert_eq!(pages.total, Some(1));
    assert!(pages.items[0].1.text.contains("De koper betaalt € 10."));
    let range = CharRange { start: 3, end: 8 };
    let marks = vault.marks(&anna, id, version, &[(PageNumber(1), range)]).await.expect("marks");
    assert!(marks.sure, "a text is its own place");
    let marks = marks.pages;
    assert_eq!((marks[0].text.as_str(), marks[0].sure, marks[0].quads.len()), ("koper", false, 0));
    for (start, end, code) in [(3, 99, "outside_page"), (90, 99, "outside_page"), (5, 5, "before_start")] {
        let odd = vault.marks(&anna, id, version, &[(PageNumber(1), CharRange { start, end })]).await;
        assert!(matches!(odd, Err(Error::Invalid { field: "end", code: it }) if it == code), "{odd:?}");
    }
    let beyond = vault.marks(&anna, id, version, &[(PageNumber(2), range)]).await;
    assert!(matches!(beyond, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_part_of_the_content_is_that_part() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let bytes = noise(9_000_000);
    let id = upload(&vault, &anna, to, "groot.bin", &bytes).await;
    let version = vault.get_document(&anna, id).await.expect("found").version.id;
    for part in [0..10, 8_388_600..8_388_700, 70_000..140_000, 8_999_999..9_100_000, 9_000_000..9_000_001] {
        let content =
            vault.content(&anna, id, version, Purpose::View, Some(part.clone())).await.expect("content");
        let got: Vec<_> = content.stream.map(|it| it.expect("bytes")).collect().await;
        let end = (part.end as usize).min(bytes.len());
        assert!(got.concat() == bytes[(part.start as usize).min(end)..end], "{part:?}");
        assert_eq!(content.size, 9_000_000);
    }
}

#[tokio::test]
async fn renaming_needs_the_revision_and_makes_the_name_safe() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "a.txt", b"a").await;
    let patch =
        DocumentPatch { name: Some("x/\u{202e}b.txt".into()), folder: Some("Brieven/../2026".into()) };
    let view = vault.update_document(&anna, id, 1, patch.clone()).await.expect("renamed");
    assert_eq!(
        (view.name.as_str(), view.folder.as_slice()),
        ("b.txt", ["Brieven".to_owned(), "2026".into()].as_slice())
    );
    assert_eq!(view.revision, 2);
    assert!(matches!(vault.update_document(&anna, id, 1, patch).await, Err(Error::Conflict)));
    assert!(house.audit(&anna).await.contains(&"document.update done".to_owned()));
}

#[tokio::test]
async fn a_removed_document_leaves_no_bytes_and_takes_its_attachments_along() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let mail = upload(&vault, &anna, to, "bericht.eml", crate::ingest::MAIL.as_bytes()).await;
    work(&vault).await;
    let list = vault.list_documents(&anna, to, &Ask::default()).await.expect("a list");
    assert_eq!(list.items.len(), 2, "{list:?}");
    vault.remove_document(&anna, mail).await.expect("removed");
    let list = vault.list_documents(&anna, to, &Ask::default()).await.expect("a list");
    assert!(list.items.is_empty());
    assert!(files(&house.blobs()).is_empty());
    assert_eq!(house.audit(&anna).await.iter().filter(|it| *it == "document.remove done").count(), 2);
}

#[tokio::test]
async fn p055_a_flipped_byte_is_an_error_and_never_wrong_bytes() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "a.txt", b"De koper betaalt.").await;
    let seen = vault.get_document(&anna, id).await.expect("found");
    let file = files(&house.blobs()).pop().expect("an object");
    let sound = std::fs::read(&file).expect("bytes");
    for at in 0..sound.len() {
        let mut bad = sound.clone();
        bad[at] ^= 1;
        std::fs::write(&file, &bad).expect("written");
        assert!(matches!(original(&vault, &anna, &seen).await, Err(Error::Integrity)), "byte {at}");
    }
    std::fs::remove_file(&file).expect("removed");
    assert!(matches!(original(&vault, &anna, &seen).await, Err(Error::Integrity)));
    // and reading it for search ends in a reason, not in a wrong text
    work(&vault).await;
    let seen = vault.get_document(&anna, id).await.expect("found");
    assert_eq!(seen.version.reason, Some(legalmind_core::document::Reason::Integrity));
}
