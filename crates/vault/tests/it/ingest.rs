//! From bytes to text: the worker, its kills, its retries, the scanner, attachments.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use legalmind_core::{
    Ctx, DossierId, PageNumber,
    document::{Progress, Reason},
    job::JobState,
};
use legalmind_vault::{
    Ask, Error, Vault, VaultOptions, document::Purpose, scanner::ScannerAddress, search::Sought,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::watch,
};

use crate::house::{House, dossier, is_searchable, upload, work};

/// A message with one attachment.
pub const MAIL: &str = "From: anna@example.nl\r\nTo: bas@example.nl\r\nSubject: Huur\r\nDate: Mon, 1 Jun 2026 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nZie de bijlage over de huur.\r\n--grens\r\nContent-Type: text/plain; name=\"opzegging.txt\"\r\nContent-Disposition: attachment; filename=\"opzegging.txt\"\r\n\r\nDe huur wordt opgezegd tegen 1 juli.\r\n--grens--\r\n";

#[tokio::test]
async fn attachments_become_documents_of_their_own() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let mail = upload(&vault, &anna, to, "bericht.eml", MAIL.as_bytes()).await;
    work(&vault).await;
    let list = vault.list_documents(&anna, to, &Ask::default()).await.expect("a list").items;
    assert_eq!(list.len(), 2, "{list:?}");
    let child = list.iter().find(|it| it.id != mail).expect("the attachment");
    assert_eq!((child.name.as_str(), child.parent), ("opzegging.txt", Some(mail)));
    assert!(list.iter().all(is_searchable), "{list:?}");
    let pages =
        vault.pages(&anna, child.id, child.version.id, PageNumber(1), PageNumber(1)).await.expect("pages");
    assert!(pages.items[0].1.text.contains("De huur wordt opgezegd"));
    let jobs = vault.list_jobs(&anna, &[], &Ask::default()).await.expect("jobs").items;
    assert_eq!(jobs.len(), 2);
    assert!(jobs.iter().all(|it| it.job.state == JobState::Done));
    assert!(jobs.iter().any(|it| it.document_name.as_deref() == Some("bericht.eml")));
    assert_eq!(house.audit(&anna).await.iter().filter(|it| *it == "document.ingest done").count(), 2);
}

/// A message whose attachment is a message in base64, and so on, so that each is a file of its own.
fn nested(levels: u32) -> Vec<u8> {
    let mut mail = "From: anna@example.nl\r\nSubject: binnenste\r\n\r\nDe huur.\r\n".to_owned();
    for _ in 0..levels {
        let inner = STANDARD.encode(&mail);
        mail = format!(
            "From: anna@example.nl\r\nSubject: doos\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=g\r\n\r\n\
             --g\r\nContent-Type: text/plain\r\n\r\nZie bijlage.\r\n\
             --g\r\nContent-Type: application/octet-stream; name=\"bericht.eml\"\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Disposition: attachment; filename=\"bericht.eml\"\r\n\r\n{inner}\r\n--g--\r\n"
        );
    }
    mail.into_bytes()
}

#[tokio::test]
async fn messages_inside_each_other_are_read_to_a_depth_and_no_deeper() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    upload(&vault, &anna, to, "bericht.eml", &nested(24)).await;
    work(&vault).await;
    let list = vault.list_documents(&anna, to, &Ask::first(200)).await.expect("a list").items;
    let (read, failed): (Vec<_>, Vec<_>) = list.into_iter().partition(is_searchable);
    // the message that was sent and twenty inside each other; the next is kept and not read
    assert_eq!((read.len(), failed.len()), (21, 1), "{failed:?}");
    assert_eq!(failed[0].version.reason, Some(Reason::NestedTooDeep));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_fails_with_its_reason_and_disturbs_no_other() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let lie = upload(&vault, &anna, to, "brief.docx", b"%PDF-1.7 not a word file").await;
    let odd = upload(&vault, &anna, to, "a.exe", b"MZ\0\0\0\0\0\0").await;
    let good = upload(&vault, &anna, to, "brief.txt", b"Geachte heer,").await;
    work(&vault).await;
    for (id, reason) in [(lie, Reason::KindMismatch), (odd, Reason::Unsupported)] {
        let seen = vault.get_document(&anna, id).await.expect("found");
        assert_eq!((seen.version.progress, seen.version.reason), (Progress::Failed, Some(reason)));
        let content = vault.content(&anna, id, seen.version.id, Purpose::Download, None).await;
        assert!(content.is_ok(), "the original is kept");
    }
    assert!(is_searchable(&vault.get_document(&anna, good).await.expect("found")));
    let failed = vault.list_jobs(&anna, &[JobState::Failed], &Ask::default()).await.expect("jobs").items;
    assert_eq!(failed.len(), 2);
    assert!(house.audit(&anna).await.contains(&"document.ingest failed".to_owned()));

    // a person may have it tried again; it ends as before
    vault.retry_document(&anna, lie).await.expect("again");
    assert_eq!(vault.get_document(&anna, lie).await.expect("found").version.reason, None);
    work(&vault).await;
    let seen = vault.get_document(&anna, lie).await.expect("found");
    assert_eq!(seen.version.reason, Some(Reason::KindMismatch));
    let not_failed = vault.retry_document(&anna, good).await;
    assert!(matches!(not_failed, Err(Error::Invalid { code: "not_failed", .. })));
}

/// Whether every message that is read has its text and its attachment, and no other has any.
async fn whole(vault: &Vault, anna: &Ctx, to: DossierId) -> bool {
    let list = vault.list_documents(anna, to, &Ask::first(200)).await.expect("a list").items;
    for message in list.iter().filter(|it| it.parent.is_none()) {
        let children = list.iter().filter(|it| it.parent == Some(message.id)).count();
        let read = matches!(message.version.progress, Progress::Read | Progress::Searchable);
        let pages = vault.pages(anna, message.id, message.version.id, PageNumber(1), PageNumber(9)).await;
        if children != usize::from(read) || pages.expect("pages").items.is_empty() == read {
            return false;
        }
    }
    true
}

#[tokio::test]
async fn a_worker_that_dies_anywhere_leaves_nothing_half_visible() {
    let house = House::new().await;
    let anna = house.lawyer("Anna").await;
    let first = house.open().await;
    let to = dossier(&first, &anna, "Zaak").await;
    let mut half = 0;
    for step in 0..60_u64 {
        upload(&first, &anna, to, "bericht.eml", MAIL.as_bytes()).await;
        let vault = house.open_unindexed().await;
        let (_keep, stop) = watch::channel(false);
        // killed a little later each time
        let once = vault.work_once("test", &stop);
        let killed = tokio::time::timeout(Duration::from_micros(step * 300), once).await.is_err();
        drop(vault);
        // what was being committed when the task was dropped is committed, or not, a moment later
        let mut seen = whole(&first, &anna, to).await;
        for _ in 0..40 {
            if seen {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            seen = whole(&first, &anna, to).await;
        }
        assert!(seen, "text and attachment come together");
        half += u32::from(killed);
        // the lease of the dead worker runs out
        house.clock.advance(Duration::from_secs(60));
    }
    assert!(half >= 10, "too few were killed in the middle: {half}");
    work(&first).await;
    let mut ask = Ask::first(200);
    let list = first.list_documents(&anna, to, &ask).await.expect("a list").items;
    assert_eq!(list.len(), 120, "each message and its attachment, once");
    assert!(list.iter().all(is_searchable), "{list:?}");
    ask.limit = 200;
    let jobs = first.list_jobs(&anna, &[], &ask).await.expect("jobs").items;
    assert_eq!(jobs.len(), 120);
    assert!(jobs.iter().all(|it| it.job.state == JobState::Done));
    house.clock.advance(Duration::from_secs(7200));
    first.sweep().await.expect("swept");
    assert_eq!(crate::house::files(&house.blobs()).len(), 120, "one object for each document");
}

#[tokio::test]
async fn what_was_read_before_a_kill_is_found_after_it() {
    let house = House::new().await;
    let anna = house.lawyer("Anna").await;
    let vault = house.open_unindexed().await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "brief.txt", b"De hypotheek is doorgehaald.").await;
    let (_keep, stop) = watch::channel(false);
    // the index cannot be opened, so the job ends after the text is saved
    assert!(matches!(vault.work_once("test", &stop).await, Err(Error::Unavailable { .. })));
    assert_eq!(vault.get_document(&anna, id).await.expect("found").version.progress, Progress::Read);
    drop(vault);
    let vault = house.open().await;
    house.clock.advance(Duration::from_secs(60));
    work(&vault).await;
    assert!(is_searchable(&vault.get_document(&anna, id).await.expect("found")));
    let found = vault.search(&anna, &Sought { text: "hypotheek".into(), ..Sought::default() }).await;
    assert_eq!(found.expect("found").items[0].document, id);
}

#[tokio::test]
async fn what_is_read_becomes_searchable_while_more_keeps_coming() {
    let house = House::new().await;
    let vault = house.open().await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Archief").await;
    for number in 0..120 {
        let text = format!("Stuk {number}: de huurder betaalt de huur niet.");
        upload(&vault, &anna, to, &format!("{number}.txt"), text.as_bytes()).await;
    }
    let workers = vault.start_workers("test");
    let mut seen_in_between = false;
    let all = async {
        loop {
            let list = vault.list_documents(&anna, to, &Ask::first(200)).await.expect("a list").items;
            let searchable = list.iter().filter(|it| is_searchable(it)).count();
            let unread = list.iter().any(|it| it.version.progress == Progress::Stored);
            seen_in_between |= searchable > 0 && unread;
            if searchable == 120 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), all).await.expect("all become searchable");
    assert!(seen_in_between, "nothing was searchable before all was read");
    workers.stop().await;
    let jobs = vault.list_jobs(&anna, &[], &Ask::first(200)).await.expect("jobs").items;
    assert!(
        jobs.iter().all(|it| it.job.state == JobState::Done && it.job.attempt == 1),
        "each was read once"
    );
}

#[tokio::test]
async fn workers_run_beside_each_other_and_give_back_what_they_hold() {
    let house = House::new().await;
    let vault = house.open_with(VaultOptions { workers: Some(3), ..VaultOptions::default() }).await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let workers = vault.start_workers("test");
    for number in 0..12 {
        upload(&vault, &anna, to, &format!("{number}.txt"), format!("Brief {number}").as_bytes()).await;
    }
    for _ in 0..300 {
        let list = vault.list_documents(&anna, to, &Ask::first(50)).await.expect("a list").items;
        if list.len() == 12 && list.iter().all(is_searchable) {
            workers.stop().await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not all were read");
}

/// Plays clamd once: says `answer` to whoever comes.
async fn clamd(answer: &'static [u8]) -> (ScannerAddress, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let task = tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut command = [0; 10];
            socket.read_exact(&mut command).await.expect("a command");
            loop {
                let length = socket.read_u32().await.expect("a length") as usize;
                if length == 0 {
                    break;
                }
                socket.read_exact(&mut vec![0; length]).await.expect("a chunk");
            }
            socket.write_all(answer).await.expect("an answer");
        }
    });
    (ScannerAddress::Tcp(address), task)
}

fn scanned_by(scanner: ScannerAddress) -> VaultOptions {
    VaultOptions { scanner: Some(scanner), ..VaultOptions::default() }
}

#[tokio::test]
async fn p069_nothing_is_readable_before_the_scanner_passed_it() {
    let house = House::new().await;
    let nobody = ScannerAddress::Unix(house.folder.path().join("no.sock"));
    let vault = house.open_with(scanned_by(nobody)).await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "a.txt", b"De koper betaalt.").await;
    let withheld = async |vault: &legalmind_vault::Vault| {
        let seen = vault.get_document(&anna, id).await.expect("found");
        let content = vault.content(&anna, id, seen.version.id, Purpose::Download, None).await;
        (matches!(content, Err(Error::Withheld { .. })), seen.version.progress, seen.version.reason)
    };
    assert_eq!(withheld(&vault).await, (true, Progress::Received, None));
    work(&vault).await;
    let waiting = (true, Progress::Received, Some(Reason::ScannerUnavailable));
    assert_eq!(withheld(&vault).await, waiting);
    let jobs = vault.list_jobs(&anna, &[JobState::Waiting], &Ask::default()).await.expect("jobs").items;
    assert_eq!(jobs[0].job.reason, Some(Reason::ScannerUnavailable));
    // also after many tries it waits, and is not lost
    for _ in 0..8 {
        house.clock.advance(Duration::from_secs(600));
        work(&vault).await;
    }
    assert_eq!(withheld(&vault).await, waiting);

    let (address, task) = clamd(b"stream: OK\0").await;
    let vault = house.open_with(scanned_by(address)).await;
    house.clock.advance(Duration::from_secs(600));
    work(&vault).await;
    let seen = vault.get_document(&anna, id).await.expect("found");
    assert!(is_searchable(&seen), "{seen:?}");
    assert!(!withheld(&vault).await.0);
    task.abort();
}

#[tokio::test]
async fn p069_what_is_infected_is_never_handed_out() {
    let house = House::new().await;
    let (address, task) = clamd(b"stream: Eicar-Test-Signature FOUND\0").await;
    let vault = house.open_with(scanned_by(address)).await;
    let anna = house.lawyer("Anna").await;
    let to = dossier(&vault, &anna, "Zaak").await;
    let id = upload(&vault, &anna, to, "a.txt", b"X5O!P%@AP").await;
    work(&vault).await;
    let seen = vault.get_document(&anna, id).await.expect("found");
    assert_eq!((seen.version.progress, seen.version.reason), (Progress::Failed, Some(Reason::Infected)));
    for purpose in [Purpose::View, Purpose::Download] {
        let content = vault.content(&anna, id, seen.version.id, purpose, None).await;
        assert!(matches!(content, Err(Error::Withheld { reason: Reason::Infected })));
    }
    assert!(
        vault
            .pages(&anna, id, seen.version.id, PageNumber(1), PageNumber(9))
            .await
            .expect("pages")
            .items
            .is_empty()
    );
    task.abort();
}
