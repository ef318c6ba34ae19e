//! The product's own parts, opened in this process on a data directory that no server has open.

use std::{fs, path::Path, sync::Arc};

use anyhow::{Context, Result};
use legalmind_blob::Blobs;
use legalmind_core::{Ctx, Id, TenantId, World};
use legalmind_extract::{ExtractOptions, Extractor};
use legalmind_identity::{Identity, IdentityOptions};
use legalmind_seal::{KeyRing, RootKey, SealedFile, world};
use legalmind_search::{Embed, Indexes, SearchOptions};
use legalmind_store::{Store, StoreOptions, account, tenant};
use legalmind_text::compound::Compounds;
use legalmind_vault::{Vault, VaultOptions};

/// Debian's list of Dutch words, as the product uses it.
const DUTCH: &str = "/usr/share/dict/dutch";

/// The parts that search stands on.
pub struct House {
    /// Rows.
    pub store: Store,
    /// Documents.
    pub vault: Vault,
    /// People.
    identity: Identity,
    /// Indexes.
    pub indexes: Arc<Indexes>,
    /// The firm.
    pub tenant: TenantId,
    world: World,
}

/// The Dutch words; without the list, none.
pub fn compounds() -> Compounds {
    fs::read(DUTCH).map(|list| Compounds::from_list(&list)).unwrap_or_default()
}

impl House {
    /// Opens them; `embed` turns passages into vectors.
    pub async fn open(data: &Path, embed: Option<Arc<dyn Embed>>) -> Result<Self> {
        let world = world::system();
        let passphrase = fs::read_to_string(data.join("passphrase"))?;
        let root = RootKey::open(&data.join("root.key"), passphrase.trim_end_matches('\n'))?;
        let ring = Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone()))));
        let url = format!("sqlite://{}?mode=rwc", data.join("legalmind.sqlite").display());
        let store = Store::open(&StoreOptions::new(url), ring, world.clone()).await?;
        let mut search = SearchOptions::new(data.join("index"));
        search.compounds = compounds();
        search.embed = embed;
        let indexes = Arc::new(Indexes::new(store.clone(), search));
        let blobs = Blobs::disk(&data.join("objects"), world.clone())?;
        let extractor = Arc::new(Extractor::new(ExtractOptions::new(std::env::current_exe()?)));
        let vault = Vault::new(
            store.clone(),
            blobs,
            extractor,
            Arc::clone(&indexes),
            world.clone(),
            VaultOptions::default(),
        );
        let identity = Identity::new(store.clone(), IdentityOptions::default()).await?;
        let tenant = tenant::list(&store).await?.first().copied().context("a firm")?;
        Ok(Self { store, vault, identity, indexes, tenant, world })
    }

    /// The contexts of all lawyers.
    pub async fn lawyers(&self) -> Result<Vec<Ctx>> {
        let looking = self.store.housekeeper(self.tenant, "bench");
        let tx = self.store.read(&looking).await?;
        let accounts = account::list(&looking, &tx).await?;
        drop(tx);
        let mut found = Vec::new();
        for account in accounts.into_iter().filter(|it| it.role == legalmind_core::account::Role::Lawyer) {
            found.push(self.identity.job_context(self.tenant, Id::new(&self.world), account.id).await?);
        }
        Ok(found)
    }
}
