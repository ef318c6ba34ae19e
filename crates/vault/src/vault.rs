//! The service: what the use cases stand on.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use legalmind_blob::Blobs;
use legalmind_core::{UploadId, World};
use legalmind_extract::Extractor;
use legalmind_search::Indexes;
use legalmind_store::Store;
use tokio::sync::Semaphore;

use crate::{document::upload::Running, scanner::ScannerAddress, search::sight::Sights};

/// How many segments of all uploads are on their way at a time, at most: each is in memory twice,
/// open and sealed.
const FLYING: usize = 8;

/// What can be set.
#[derive(Clone, Debug)]
pub struct VaultOptions {
    /// The most bytes a file may have.
    pub max_file_size: u64,
    /// The virus scanner; without one, files are not scanned.
    pub scanner: Option<ScannerAddress>,
    /// How many documents are read at once; none: as many as there are cores.
    pub workers: Option<usize>,
    /// How long an unfinished upload is kept after its last byte.
    pub upload_days: u32,
}

impl Default for VaultOptions {
    fn default() -> Self {
        Self { max_file_size: 512 << 20, scanner: None, workers: None, upload_days: 7 }
    }
}

/// Dossier Management. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) extractor: Arc<Extractor>,
    pub(crate) indexes: Arc<Indexes>,
    pub(crate) world: World,
    pub(crate) options: VaultOptions,
    /// Hashes of uploads on their way, so that an upload that goes on need not be read again.
    pub(crate) running: Arc<Mutex<HashMap<UploadId, Running>>>,
    /// Room for segments of uploads on their way.
    pub(crate) flying: Arc<Semaphore>,
    /// What searches read of rows.
    pub(crate) sights: Arc<Sights>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// The vault over these parts.
    #[must_use]
    pub fn new(
        store: Store,
        blobs: Blobs,
        extractor: Arc<Extractor>,
        indexes: Arc<Indexes>,
        world: World,
        options: VaultOptions,
    ) -> Self {
        let running = Arc::default();
        let flying = Arc::new(Semaphore::new(FLYING));
        let sights = Arc::default();
        Self { store, blobs, extractor, indexes, world, options, running, flying, sights }
    }

    /// What was set.
    #[must_use]
    pub const fn options(&self) -> &VaultOptions {
        &self.options
    }
}
