//! SQLite's journal is carried into the file beside the writer, and does not grow without end.

use std::{fs, time::Duration};

use legalmind_core::{DossierId, audit::Entry, dossier::DossierContent};
use legalmind_store::dossier::{self, DossierDraft};
use legalmind_testkit::Fixture;

const MIB: u64 = 1 << 20;

fn sizes(fixture: &Fixture) -> (u64, u64) {
    let size = |name: &str| fs::metadata(fixture.folder().join(name)).expect("a file").len();
    (size("rows.db"), size("rows.db-wal"))
}

/// A name of so many random numbers, of which each takes some ten bytes in a row.
fn name(fixture: &Fixture, numbers: usize) -> String {
    (0..numbers).map(|_| DossierId::new(&fixture.world).to_string()).collect()
}

async fn write(fixture: &Fixture, name: &str) {
    let ctx = fixture.ctx();
    let content = DossierContent { name: name.to_owned(), ..DossierContent::default() };
    let draft = DossierDraft { content, ..DossierDraft::default() };
    let dossier = DossierId::new(&fixture.world);
    let work = fixture.store.begin(&ctx).await.expect("a turn");
    dossier::add(&ctx, &work, dossier, &draft).await.expect("a dossier");
    work.audit(Entry::done("dossier.create", "dossier", dossier.uuid())).expect("an entry");
    work.save().await.expect("saved");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_committed_gets_into_the_file_while_the_store_is_open() {
    let fixture = Fixture::sqlite().await.expect("a store");
    write(&fixture, &name(&fixture, 150_000)).await;
    let carried = async {
        while sizes(&fixture).0 < MIB {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), carried).await.expect("carried");
    let cut_off = async {
        while sizes(&fixture).1 > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), cut_off).await.expect("nothing is left beside the file");
    write(&fixture, "the next").await;
    assert!(sizes(&fixture).1 > 0, "who comes then writes as before");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_writers_who_never_pause_the_journal_begins_anew() {
    let fixture = Fixture::sqlite().await.expect("a store");
    let name = name(&fixture, 25_000);
    // as much as would fill a long journal several times
    let hands = (0..4).map(|_| async {
        for _ in 0..128 {
            write(&fixture, &name).await;
        }
    });
    futures::future::join_all(hands).await;
    let (file, journal) = sizes(&fixture);
    assert!(file + journal >= 128 * MIB, "all of it was written");
    assert!(journal < 96 * MIB, "the journal has {} MiB", journal / MIB);
    fixture.store.close().await.expect("closed");
    assert!(fs::metadata(fixture.folder().join("rows.db")).expect("the file").len() >= 128 * MIB);
    assert!(!fixture.folder().join("rows.db-wal").exists(), "all is in the file, and nothing beside it");
}
