//! The house put together: every part opened from the configuration, in the order they stand on
//! each other.

use std::{
    fs::Permissions, num::NonZeroU32, os::unix::fs::PermissionsExt, path::Path, sync::Arc, time::Duration,
};

use anyhow::{Context, Result, bail};
use legalmind_assistant::Assistant;
use legalmind_blob::Blobs;
use legalmind_compliance::{
    Checks, Compliance, accountability::Accountability, register::Doing, sanction::Sanctions,
};
use legalmind_core::{Timestamp, World};
use legalmind_drafter::Drafter;
use legalmind_extract::{ExtractOptions, Extractor};
use legalmind_http::{AppState, LimitOptions, Readiness};
use legalmind_identity::{Identity, IdentityOptions};
use legalmind_law::{Law, sanction::Shelf};
use legalmind_mail::Relay;
use legalmind_model::{
    ApiKey, ChatModel, Embedder, Endpoint, Gateway, Limits, Provider, ProviderKind, embed::EmbedOptions,
};
use legalmind_seal::{KeyRing, RootKey, provider::SealedFile, world};
use legalmind_search::{Embed, Indexes, SearchOptions};
use legalmind_store::{Store, StoreOptions, tenant};
use legalmind_text::compound::Compounds;
use legalmind_vault::{Vault, VaultOptions, scanner::ScannerAddress};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::sync::Mutex;

use crate::{
    config::{Config, secret},
    embed::ByModel,
};

/// The open product.
pub struct House {
    /// Rows.
    pub store: Store,
    /// People.
    pub identity: Identity,
    /// Documents.
    pub vault: Vault,
    /// Answers.
    pub assistant: Assistant,
    /// Public law.
    pub law: Law,
    /// Word files.
    pub drafter: Drafter,
    /// Deadlines and registers.
    pub compliance: Compliance,
    /// Playbooks, and contracts held against them.
    pub checks: Checks,
    /// Reports to management and evidence packs as files.
    pub accountability: Accountability,
    /// Dossiers held against the lists of sanctions.
    pub sanctions: Sanctions,
    /// The mail relay of this machine, where one is set.
    pub relay: Option<Relay>,
    /// The indexes of the firms.
    pub indexes: Arc<Indexes>,
    /// Time and chance.
    pub world: World,
    blobs: Blobs,
    reader: Arc<Reader>,
}

/// How long a proof of the sandbox is believed.
const PROVED: Duration = Duration::from_secs(60);

/// The reader of untrusted files, and when its sandbox was last tried.
struct Reader {
    extractor: Arc<Extractor>,
    tried: Mutex<Option<(Timestamp, bool)>>,
}

impl Reader {
    /// Tries the sandbox.
    async fn prove(&self, world: &World) -> Result<(), legalmind_extract::Error> {
        let tried = self.extractor.self_test().await;
        *self.tried.lock().await = Some((world.now(), tried.is_ok()));
        tried
    }

    /// Whether the sandbox held when it was last tried, at most a minute ago.
    async fn holds(&self, world: &World) -> bool {
        let mut tried = self.tried.lock().await;
        let fresh = |at: Timestamp| at.checked_add(PROVED).is_ok_and(|end| world.now() < end);
        match *tried {
            Some((at, held)) if fresh(at) => held,
            _ => {
                let held = self.extractor.self_test().await.is_ok();
                *tried = Some((world.now(), held));
                held
            }
        }
    }
}

/// Opens the index of every firm that is not open yet.
async fn open(store: &Store, indexes: &Indexes) -> Result<()> {
    for firm in tenant::list(store).await? {
        indexes.open(firm).await?;
    }
    Ok(())
}

impl House {
    /// Opens every part.
    ///
    /// # Errors
    /// What is missing, and how to get it.
    pub async fn open(config: &Config) -> Result<Self> {
        Self::open_in(config, world::system()).await
    }

    /// Opens every part with this time and chance.
    ///
    /// # Errors
    /// As [`House::open`].
    pub async fn open_in(config: &Config, world: World) -> Result<Self> {
        let relay = relay(config)?;
        data_directory(&config.data.dir)?;
        let store = store(config, &world).await?;
        let blobs = Blobs::disk(&config.data.dir.join("objects"), world.clone())
            .context("the object store cannot be opened")?;
        let extractor = Arc::new(extractor(config)?);
        let compounds = compounds(config);
        let gateway = gateway(config, &world)?;
        let embed = embedder(config, &gateway)?.map(|embed| Arc::new(embed) as Arc<dyn Embed>);
        let mut law = law(config, compounds.clone())?;
        if let Some(embed) = &embed {
            law = law.by_meaning(Arc::clone(embed)).context("the vectors of law cannot be opened")?;
        }
        let mut search = SearchOptions::new(config.data.dir.join("index"));
        search.compounds = compounds.clone();
        search.embed = embed;
        let indexes = Arc::new(Indexes::new(store.clone(), search));
        let options = VaultOptions {
            max_file_size: config.upload.max_file_bytes,
            scanner: scanner(config)?,
            workers: Some(config.workers()),
            ..VaultOptions::default()
        };
        let vault = Vault::new(
            store.clone(),
            blobs.clone(),
            Arc::clone(&extractor),
            Arc::clone(&indexes),
            world.clone(),
            options,
        );
        let identity = Identity::new(store.clone(), identity_options(config)).await?;
        let model = chat(config, &gateway)?;
        let drafter = Drafter::new(store.clone(), vault.clone(), model.clone(), world.clone());
        let doing = Doing {
            model: model.is_some(),
            embeddings: !config.embeddings.provider.is_empty(),
            scanner: !config.scanner.clamd.trim().is_empty(),
            profile: Some(config.deployment.profile),
        };
        let mut compliance = Compliance::new(store.clone(), world.clone()).doing(doing);
        if relay.is_some() {
            compliance = compliance.mailing(config.server.public_url.trim_end_matches('/'));
        }
        let checks = Checks::new(store.clone(), vault.clone(), drafter.clone(), model.clone(), world.clone());
        let accountability = Accountability::new(compliance.clone(), drafter.clone(), vault.clone());
        let sanctions = Sanctions::new(store.clone(), shelf(config), world.clone());
        let assistant = Assistant::new(
            store.clone(),
            Arc::clone(&indexes),
            law.clone(),
            model,
            Arc::new(compounds),
            world.clone(),
        );
        let reader = Arc::new(Reader { extractor, tried: Mutex::default() });
        Ok(Self {
            store,
            identity,
            vault,
            assistant,
            law,
            drafter,
            compliance,
            checks,
            accountability,
            sanctions,
            relay,
            indexes,
            world,
            blobs,
            reader,
        })
    }

    /// What a crash left behind: opens the index of every firm, ends what nobody makes any more.
    ///
    /// # Errors
    /// Where rows or files cannot be read.
    pub async fn recover(&self) -> Result<()> {
        for firm in tenant::list(&self.store).await? {
            self.indexes.open(firm).await.context("the index of a firm cannot be opened")?;
            let ctx = self.store.housekeeper(firm, "start");
            let ended = self.assistant.recover(&ctx).await?;
            let lost = self.drafter.recover(&ctx).await?;
            if lost > 0 {
                tracing::info!(lost, "reviews whose proposals were being made are marked as failed");
            }
            if ended > 0 {
                tracing::info!(ended, "answers that were being made are marked as interrupted");
            }
        }
        self.identity.sweep().await?;
        let swept = self.vault.sweep().await?;
        tracing::info!(uploads = swept.uploads, objects = swept.objects, "swept");
        Ok(())
    }

    /// Proves that untrusted files are read without files and network.
    ///
    /// # Errors
    /// What a child could do, or that none could be started.
    pub async fn prove_sandbox(&self) -> Result<()> {
        self.reader.prove(&self.world).await.context(
            "the sandbox for reading files does not hold on this machine (Linux with landlock and seccomp is needed)",
        )
    }

    /// What the web stands on.
    #[must_use]
    pub fn app(&self, config: &Config, metrics: Option<PrometheusHandle>) -> AppState {
        AppState {
            identity: self.identity.clone(),
            vault: self.vault.clone(),
            assistant: self.assistant.clone(),
            law: self.law.clone(),
            drafter: self.drafter.clone(),
            compliance: self.compliance.clone(),
            checks: self.checks.clone(),
            accountability: self.accountability.clone(),
            sanctions: self.sanctions.clone(),
            store: self.store.clone(),
            world: self.world.clone(),
            trusted_proxies: config.server.trusted_proxies.clone().into(),
            limits: legalmind_http::Limits::new(limits(config), &self.world),
            readiness: self.readiness(),
            metrics,
        }
    }

    fn readiness(&self) -> Readiness {
        let (store, blobs, indexes) = (self.store.clone(), self.blobs.clone(), Arc::clone(&self.indexes));
        let (reader, world) = (Arc::clone(&self.reader), self.world.clone());
        Arc::new(move || {
            let (store, blobs, indexes) = (store.clone(), blobs.clone(), Arc::clone(&indexes));
            let (reader, world) = (Arc::clone(&reader), world.clone());
            Box::pin(async move {
                vec![
                    ("database", store.ping().await.is_ok()),
                    ("objects", blobs.check().await.is_ok()),
                    ("index", open(&store, &indexes).await.is_ok()),
                    ("reader", reader.holds(&world).await),
                ]
            })
        })
    }
}

fn limits(config: &Config) -> LimitOptions {
    LimitOptions {
        address: NonZeroU32::new(config.limits.address_per_minute),
        account: NonZeroU32::new(config.limits.account_per_minute),
    }
}

/// Makes the data directory, and its owner's alone where it was there already.
fn data_directory(dir: &Path) -> Result<()> {
    std::fs::create_dir_all(dir)
        .with_context(|| format!("the data directory {} cannot be made", dir.display()))?;
    std::fs::set_permissions(dir, Permissions::from_mode(0o700))
        .with_context(|| format!("the data directory {} cannot be closed to others", dir.display()))
}

/// Collects metrics, once in a process.
pub fn metrics() -> Option<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().ok()
}

/// Opens the rows.
pub(crate) async fn store(config: &Config, world: &World) -> Result<Store> {
    let keys = keys(config, world).await?;
    let options = StoreOptions::new(config.database_url());
    let store = Store::open(&options, keys, world.clone())
        .await
        .context("the database cannot be opened (database.url)")?;
    store.migrate().await.context("the database cannot be brought up to date")?;
    Ok(store)
}

async fn keys(config: &Config, world: &World) -> Result<Arc<KeyRing>> {
    let file = config.key_file();
    if !file.exists() {
        bail!("there is no root key file at {}; run `legalmind init` first", file.display());
    }
    let passphrase =
        secret(&config.keys.passphrase_file, "the passphrase of the root key, keys.passphrase_file")?;
    let opened = tokio::task::spawn_blocking(move || RootKey::open(&file, &passphrase)).await?;
    let root = opened.context("the root key file cannot be opened")?;
    Ok(Arc::new(KeyRing::new(Arc::new(SealedFile::new(root, world.clone())))))
}

/// Opens the library of public law, beside the data of the firms.
pub fn law(config: &Config, compounds: Compounds) -> Result<Law> {
    Law::open(&config.data.dir.join("law"), compounds).context("the library of law cannot be opened")
}

/// How long until it is looked again whether there is a firm.
const NO_FIRM: Duration = Duration::from_secs(60);

/// Makes the vectors of public law that are lacking, until it is dropped. They are of no firm; the door
/// to models asks for a context, so that they are made in that of any.
pub async fn follow_law(store: Store, law: Law) {
    loop {
        if let Some(firm) = tenant::list(&store).await.unwrap_or_default().into_iter().next() {
            return law.follow(move || store.housekeeper(firm, "law")).await;
        }
        tokio::time::sleep(NO_FIRM).await;
    }
}

/// The lists of sanctions of this machine.
pub fn shelf(config: &Config) -> Shelf {
    Shelf::new(&config.data.dir.join("sanctions"))
}

pub(crate) fn extractor(config: &Config) -> Result<Extractor> {
    let mut options =
        ExtractOptions::new(std::env::current_exe().context("the program's own file cannot be found")?);
    options.pdfium = config.pdfium();
    options.tesseract = config.tesseract();
    options.office = config.office();
    options.memory_folder.clone_from(&config.extract.memory);
    options.recognisers = config.workers();
    options.printers = config.workers();
    if options.pdfium.is_none() {
        tracing::warn!(
            "libpdfium is not here: PDF files are kept, but not read. Get it with `cargo xtask setup`, or name it in extract.pdfium"
        );
    }
    if options.tesseract.is_none() {
        tracing::warn!(
            "tesseract is not here: scanned pages are kept, but not read. Install tesseract-ocr, tesseract-ocr-nld and tesseract-ocr-eng"
        );
    }
    if options.office.is_none() {
        tracing::warn!(
            "LibreOffice is not here: a draft is given as a Word file, but not as a PDF. Install libreoffice-writer-nogui, or name it in extract.office"
        );
    }
    let extractor = Extractor::new(options);
    extractor.sweep_prints();
    Ok(extractor)
}

pub(crate) fn compounds(config: &Config) -> Compounds {
    match std::fs::read(&config.text.dutch_words) {
        Ok(list) => Compounds::from_list(&list),
        Err(_) => {
            tracing::warn!(
                "the Dutch word list is not here: compounds are not taken apart. Install wdutch, or name a list in text.dutch_words"
            );
            Compounds::default()
        }
    }
}

fn scanner(config: &Config) -> Result<Option<ScannerAddress>> {
    let clamd = config.scanner.clamd.trim();
    if clamd.is_empty() {
        return Ok(None);
    }
    if clamd.starts_with('/') {
        return Ok(Some(ScannerAddress::Unix(clamd.into())));
    }
    let address = clamd
        .parse()
        .with_context(|| format!("scanner.clamd {clamd:?} is neither an address nor a socket"))?;
    Ok(Some(ScannerAddress::Tcp(address)))
}

/// The mail relay of this machine; none where no mail goes.
pub(crate) fn relay(config: &Config) -> Result<Option<Relay>> {
    if config.mail.relay.trim().is_empty() {
        return Ok(None);
    }
    let url = &config.server.public_url;
    let reached = url.starts_with("https://") || url.starts_with("http://");
    if !reached || url.chars().any(|it| it.is_control() || it.is_whitespace() || "<>\"".contains(it)) {
        bail!(
            "mail.relay is set, and server.public_url {url:?} is no address of a web page: it stands in each mail. \
             Set it to the address at which people reach the product, such as https://legalmind.example.nl"
        );
    }
    Ok(Some(Relay::new(&config.mail.relay, &config.mail.from)?))
}

fn identity_options(config: &Config) -> IdentityOptions {
    IdentityOptions {
        idle: Duration::from_secs(u64::from(config.session.idle_minutes) * 60),
        absolute: Duration::from_secs(u64::from(config.session.absolute_hours) * 3600),
        ..IdentityOptions::default()
    }
}

fn gateway(config: &Config, world: &World) -> Result<Gateway> {
    let record = |it: &crate::config::Provider| {
        let mut record =
            Provider::own_machine(&it.id, &it.base_url, it.models.first().map_or("", String::as_str));
        record.models.clone_from(&it.models);
        record
    };
    let records = config.provider.iter().map(record).collect();
    Gateway::new(records, world.clone()).context("the register of providers ([[provider]]) does not hold")
}

/// The endpoint of a model of this provider; none where no provider is set.
fn endpoint(provider: &str, model: &str, api_key_file: &Path) -> Result<Option<Endpoint>> {
    if provider.is_empty() {
        return Ok(None);
    }
    let key = if api_key_file.as_os_str().is_empty() {
        None
    } else {
        Some(ApiKey::new(&secret(api_key_file, "the key of a model's endpoint")?))
    };
    Ok(Some(Endpoint::open_ai(provider, model, key)))
}

fn chat(config: &Config, gateway: &Gateway) -> Result<Option<ChatModel>> {
    let model = &config.model;
    let Some(endpoint) = endpoint(&model.provider, &model.name, &model.api_key_file)? else {
        return Ok(None);
    };
    let model = ChatModel::new(gateway.clone(), endpoint, Limits::default());
    model.check().context("the register does not allow the model in [model]")?;
    Ok(Some(model))
}

fn embedder(config: &Config, gateway: &Gateway) -> Result<Option<ByModel>> {
    let set = &config.embeddings;
    let Some(endpoint) = endpoint(&set.provider, &set.name, &set.api_key_file)? else { return Ok(None) };
    let record =
        gateway.provider(&endpoint.provider).context("the register has no provider for [embeddings]")?;
    if record.kind != ProviderKind::OwnMachine {
        // all text of a firm would go there, and no ledger of it is kept yet
        bail!("embeddings are made on this machine only; {} is elsewhere", record.id);
    }
    let options = EmbedOptions {
        query_prefix: set.query_prefix.clone(),
        passage_prefix: set.passage_prefix.clone(),
        input_type: set.input_type,
        ..EmbedOptions::default()
    };
    let model = Embedder::new(gateway.clone(), endpoint, Limits::default(), options);
    model.check().context("the register does not allow the model in [embeddings]")?;
    Ok(Some(ByModel(model)))
}
