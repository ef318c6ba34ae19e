//! Uploads: cut, resumed, raced, refused, given up.

use std::time::Duration;

use futures::{StreamExt, stream};
use legalmind_core::{
    Id,
    document::{FileKind, Progress, Reason},
};
use legalmind_vault::{
    Ask, Error, VaultOptions,
    document::{
        Swept,
        upload::{Created, NewUpload},
    },
};

use crate::house::{House, announce, dossier, files, noise, original, pieces, upload};

const SEGMENT: usize = legalmind_seal::stream::SEGMENT;

#[tokio::test]
async fn a_file_comes_back_unchanged() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    for len in [1, 100, SEGMENT, SEGMENT + 1, 2 * SEGMENT + 12_345] {
        let bytes = noise(len);
        let id = upload(&vault, &anna, to, "../../map\\bijlage\u{202e}.bin", &bytes).await;
        let found = vault.get_document(&anna, id).await.expect("the document");
        assert_eq!((found.name.as_str(), found.version.size), ("bijlage.bin", len as u64));
        assert!(original(&vault, &anna, &found).await.expect("bytes") == bytes, "{len} bytes differ");
    }
    let log = house.audit(&anna).await;
    for entry in ["upload.create done", "document.add done", "document.download done"] {
        assert!(log.iter().any(|it| it == entry), "{entry} in {log:?}");
    }
}

#[tokio::test]
async fn a_cut_upload_goes_on_where_it_was_also_after_a_restart() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let bytes = noise(SEGMENT + 700_000);
    let status = announce(&vault, &anna, to, "groot.txt", bytes.len()).await;
    let first = SEGMENT + 300_000;
    let cut = vault.append_upload(&anna, status.id, 0, pieces(&bytes[..first], 64_000, true)).await;
    assert!(matches!(cut, Err(Error::CutOff { offset }) if offset == first as u64), "{cut:?}");
    drop(vault);

    let vault = house.open().await;
    let waiting = vault.list_uploads(&anna, to).await.expect("uploads");
    assert_eq!(waiting.iter().map(|it| it.offset).collect::<Vec<_>>(), [first as u64]);
    let wrong = vault.append_upload(&anna, status.id, 5, pieces(&bytes[5..], 64_000, false)).await;
    assert!(matches!(wrong, Err(Error::OffsetMismatch { expected }) if expected == first as u64));
    let rest = pieces(&bytes[first..], 64_000, false);
    let done = vault.append_upload(&anna, status.id, first as u64, rest).await.expect("the rest");
    let id = done.document.expect("a document");
    let found = vault.get_document(&anna, id).await.expect("the document");
    assert!(original(&vault, &anna, &found).await.expect("bytes") == bytes);
    assert!(matches!(vault.upload_status(&anna, status.id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn of_a_killed_connection_what_was_acknowledged_stays() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let bytes = noise(3 * SEGMENT);
    let status = announce(&vault, &anna, to, "groot.bin", bytes.len()).await;
    // the second segment comes once the first is acknowledged, and then nothing more
    let (go_on, more) = tokio::sync::oneshot::channel();
    let (first, second) = (&bytes[..SEGMENT], &bytes[SEGMENT..2 * SEGMENT + 1000]);
    let second = stream::once(more).flat_map(|_| pieces(second, 64_000, false));
    let coming = pieces(first, 64_000, false).chain(second).chain(stream::pending());
    let killing = async {
        while vault.upload_status(&anna, status.id).await.expect("the upload").offset == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // nobody can write any more: the second is stored, and not acknowledged
        let store = house.store().await;
        let writer = store.begin(&anna).await.expect("the writer");
        go_on.send(()).expect("the upload goes on");
        while files(&house.blobs()).len() < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        writer
    };
    // the handler is dropped in the middle, as when the process is killed
    let writer = tokio::select! {
        ended = vault.append_upload(&anna, status.id, 0, coming) => panic!("{ended:?}"),
        writer = killing => writer,
    };
    drop((vault, writer));

    let vault = house.open().await;
    let offset = vault.upload_status(&anna, status.id).await.expect("the upload").offset;
    assert_eq!(offset, SEGMENT as u64, "the segment that was entered, and no more");
    let rest = pieces(&bytes[SEGMENT..], 64_000, false);
    let done = vault.append_upload(&anna, status.id, offset, rest).await.expect("the rest");
    let found = vault.get_document(&anna, done.document.expect("a document")).await.expect("found");
    assert!(original(&vault, &anna, &found).await.expect("bytes") == bytes);
    house.clock.advance(Duration::from_secs(7200));
    assert_eq!(vault.sweep().await.expect("swept"), Swept { uploads: 0, objects: 1 });
    assert!(original(&vault, &anna, &found).await.expect("bytes") == bytes, "the sweep took too much");
}

#[tokio::test]
async fn two_connections_do_not_mix_their_bytes() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let bytes = noise(500_000);
    let status = announce(&vault, &anna, to, "a.bin", bytes.len()).await;
    let one = vault.append_upload(&anna, status.id, 0, pieces(&bytes, 1000, false));
    let two = vault.append_upload(&anna, status.id, 0, pieces(&bytes, 7000, false));
    let (one, two) = tokio::join!(one, two);
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let list = vault.list_documents(&anna, to, &Ask::default()).await.expect("a list");
    assert_eq!(list.items.len(), 1);
    assert!(original(&vault, &anna, &list.items[0]).await.expect("bytes") == bytes);
    assert_eq!(files(&house.blobs()).len(), 1, "the bytes of the slower one are gone");
}

#[tokio::test]
async fn more_than_announced_is_refused() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let status = announce(&vault, &anna, to, "a.txt", 10).await;
    let much = vault.append_upload(&anna, status.id, 0, pieces(&[b'x'; 11], 4, false)).await;
    assert!(matches!(much, Err(Error::TooMuch)));
    assert_eq!(vault.upload_status(&anna, status.id).await.expect("status").offset, 0);
    assert!(vault.list_documents(&anna, to, &Ask::default()).await.expect("a list").items.is_empty());
}

#[tokio::test]
async fn empty_and_too_large_files_are_documents_that_failed() {
    let house = House::new().await;
    let vault = house.open_with(VaultOptions { max_file_size: 1000, ..VaultOptions::default() }).await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let new = |size| NewUpload { name: "a.pdf".into(), size, ..NewUpload::default() };
    let Created::Empty(empty) = vault.create_upload(&anna, to, new(0)).await.expect("taken") else {
        panic!("an empty file awaits bytes");
    };
    let large = match vault.create_upload(&anna, to, new(1001)).await {
        Err(Error::TooLarge { limit: 1000, document }) => document,
        other => panic!("{other:?}"),
    };
    for (id, reason) in [(empty, Reason::Empty), (large, Reason::TooLarge)] {
        let found = vault.get_document(&anna, id).await.expect("the document");
        assert_eq!((found.version.progress, found.version.reason), (Progress::Failed, Some(reason)));
        let again = vault.retry_document(&anna, id).await;
        assert!(matches!(again, Err(Error::Invalid { code: "nothing_to_read", .. })));
    }
    let found = vault.get_document(&anna, large).await.expect("the document");
    assert!(matches!(original(&vault, &anna, &found).await, Err(Error::NotFound)));
    let found = vault.get_document(&anna, empty).await.expect("the document");
    assert!(original(&vault, &anna, &found).await.expect("no bytes").is_empty());
}

#[tokio::test]
async fn a_name_without_a_name_is_refused() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    for name in ["", "..", "a/", "\u{202e}\u{0}"] {
        let new = NewUpload { name: name.into(), size: 1, ..NewUpload::default() };
        let refused = vault.create_upload(&anna, to, new).await;
        assert!(matches!(refused, Err(Error::Invalid { field: "name", .. })), "{name:?}");
    }
}

#[tokio::test]
async fn a_duplicate_is_noticed_and_a_hidden_one_is_not_told() {
    let house = House::new().await;
    let vault = house.open().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let first = dossier(&vault, &anna, "Een").await;
    let second = dossier(&vault, &anna, "Twee").await;
    let other = dossier(&vault, &bas, "Van Bas").await;
    let bytes = b"Dezelfde brief.";
    let letter = upload(&vault, &anna, first, "brief.txt", bytes).await;
    let again = upload(&vault, &anna, second, "kopie.txt", bytes).await;
    let hidden = upload(&vault, &bas, other, "van bas.txt", bytes).await;
    let seen = async |ctx, id| vault.get_document(ctx, id).await.expect("the document").duplicate_of;
    assert_eq!(seen(&anna, letter).await, None);
    assert_eq!(seen(&anna, again).await, Some(letter));
    assert_eq!(seen(&bas, hidden).await, None, "bas may not see anna's dossiers");
    // bas comes into the second dossier: the copy's original stays hidden from them
    vault.add_member(&anna, second, bas.user().expect("id")).await.expect("a member");
    assert_eq!(seen(&bas, again).await, None);
}

#[tokio::test]
async fn an_upload_is_its_senders_alone() {
    let house = House::new().await;
    let vault = house.open().await;
    let (anna, bas) = (house.lawyer("Anna").await, house.lawyer("Bas").await);
    let to = dossier(&vault, &anna, "Zaak").await;
    vault.add_member(&anna, to, bas.user().expect("id")).await.expect("a member");
    let status = announce(&vault, &anna, to, "a.txt", 3).await;
    assert!(matches!(vault.upload_status(&bas, status.id).await, Err(Error::NotFound)));
    let sent = vault.append_upload(&bas, status.id, 0, pieces(b"abc", 3, false)).await;
    assert!(matches!(sent, Err(Error::NotFound)));
    assert!(matches!(vault.cancel_upload(&bas, status.id).await, Err(Error::NotFound)));
    assert!(vault.list_uploads(&bas, to).await.expect("a list").is_empty());
}

#[tokio::test]
async fn what_is_given_up_leaves_no_bytes() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let bytes = noise(5000);
    let mut uploads = Vec::new();
    for _ in 0..2 {
        let status = announce(&vault, &anna, to, "a.bin", 10_000).await;
        vault.append_upload(&anna, status.id, 0, pieces(&bytes, 1000, false)).await.expect("a part");
        uploads.push(status.id);
    }
    assert_eq!(files(&house.blobs()).len(), 2);
    vault.cancel_upload(&anna, uploads[0]).await.expect("given up");
    assert_eq!(files(&house.blobs()).len(), 1);
    house.clock.advance(Duration::from_secs(8 * 86_400));
    assert_eq!(vault.sweep().await.expect("swept"), Swept { uploads: 1, objects: 1 });
    assert_eq!(files(&house.blobs()).len(), 0);
    assert!(house.audit(&anna).await.contains(&"upload.expire done".to_owned()));
}

#[tokio::test]
async fn the_kind_is_told_by_the_bytes() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "brief.txt", b"Geachte heer,").await;
    assert_eq!(vault.get_document(&anna, id).await.expect("found").version.kind, FileKind::Text);
    let id = upload(&vault, &anna, to, "foto.pdf", b"\x89PNG\r\n\x1a\n1234").await;
    assert_eq!(vault.get_document(&anna, id).await.expect("found").version.kind, FileKind::Other);
    let nothing = vault.get_document(&anna, Id::new(&house.world)).await;
    assert!(matches!(nothing, Err(Error::NotFound)));
}
