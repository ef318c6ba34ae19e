//! `legalmind demo`: a firm, its lawyers and a dossier with real files, filled through the same
//! doors as a person would use, and served on this machine.

mod content;
mod past;

use std::{
    fs,
    io::{IsTerminal, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, anyhow, bail};
use bytes::Bytes;
use clap::Args;
use data_encoding::BASE32_NOPAD;
use legalmind_compliance::register::{Given, RowPatch, Turn};
use legalmind_core::{
    Ctx, DossierId, Id, TenantId, UserId,
    account::{Language, Role},
    document::Progress,
    dossier::{AiUse, DossierContent},
};
use legalmind_identity::{
    NewFirm, NewPerson, password,
    totp::{self, Secret},
};
use legalmind_seal::world;
use legalmind_store::tenant;
use legalmind_vault::{
    Ask,
    document::upload::{Created, NewUpload},
    dossier::NewDossier,
};
use serde::{Deserialize, Serialize};

use self::{
    content::{Content, Person},
    past::{Behind, Days, Keepers},
};
use super::{init, serve};
use crate::{config::Config, house::House};

/// Fills a directory with a demonstration firm, once, and serves it.
#[derive(Args)]
pub struct Demo {
    /// Where the demonstration keeps its data.
    #[arg(long, default_value = ".legalmind/demo")]
    data: PathBuf,
    /// The folder with demo.toml and the documents.
    #[arg(long, default_value = "demo")]
    content: PathBuf,
    /// Where to listen; on this machine only.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// How to sign in, kept beside the data: it is a demonstration.
#[derive(Deserialize, Serialize)]
struct SignIn {
    people: Vec<Known>,
}

#[derive(Deserialize, Serialize)]
struct Known {
    name: String,
    role: String,
    email: String,
    password: String,
    totp_secret: String,
}

impl Demo {
    /// Runs the command.
    ///
    /// # Errors
    /// In words for the person at the terminal.
    pub async fn run(self, mut config: Config) -> Result<()> {
        if !self.listen.ip().is_loopback() {
            bail!(
                "the demonstration listens on this machine only; {} is not a loopback address",
                self.listen
            );
        }
        self.settle(&mut config)?;
        init::root_key_quietly(&config).await?;
        let clock = Behind::default();
        let house = House::open_in(&config, clock.world()).await.map_err(|error| self.explained(error))?;
        let sign_in = self.filled(&house, &clock).await?;
        self.tell(&sign_in);
        serve::opened(house, &config, true, true).await
    }

    /// Puts the demonstration's own places into the configuration.
    fn settle(&self, config: &mut Config) -> Result<()> {
        fs::create_dir_all(&self.data).with_context(|| format!("{} cannot be made", self.data.display()))?;
        let passphrase = self.data.join("passphrase");
        if !passphrase.exists() {
            private(&passphrase, &BASE32_NOPAD.encode(&world::system().random::<20>()))?;
        }
        config.data.dir.clone_from(&self.data);
        config.database.url.clear();
        config.keys.passphrase_file = passphrase;
        config.server.listen = self.listen;
        Ok(())
    }

    /// What to do about a demonstration that an earlier trial version filled.
    fn explained(&self, error: anyhow::Error) -> anyhow::Error {
        let old = |it: &(dyn std::error::Error + 'static)| {
            matches!(it.downcast_ref(), Some(legalmind_store::Error::OldForm))
        };
        if error.chain().any(old) {
            return anyhow!(
                "the demonstration in {} was filled by an earlier trial version; remove that folder and start again",
                self.data.display()
            );
        }
        error
    }

    /// How to sign in; fills the directory first, where that was not done.
    async fn filled(&self, house: &House, clock: &Behind) -> Result<SignIn> {
        let file = self.data.join("sign-in.json");
        if let Ok(text) = fs::read_to_string(&file) {
            return serde_json::from_str(&text)
                .context("sign-in.json is not what was written; remove the directory to start again");
        }
        let content = Content::read(&self.content)?;
        if !tenant::list(&house.store).await?.is_empty() {
            bail!("{} was filled half; remove it and start again", self.data.display());
        }
        println!("Filling the demonstration…");
        let firm = begin(house, clock, &content).await?;
        let workers = house.vault.start_workers("demo");
        fill(house, &content, &firm, &self.content).await?;
        workers.stop().await;
        let people = SignIn { people: firm.known };
        private(&file, &serde_json::to_string_pretty(&people)?)?;
        Ok(people)
    }

    fn tell(&self, sign_in: &SignIn) {
        println!("\n  Legal Mind   http://localhost:{}\n", self.listen.port());
        for person in &sign_in.people {
            println!("  {:<24} {:<42} {}", person.name, person.email, person.password);
        }
        println!(
            "\n  The second step asks for a code of six digits. Add this secret to an authenticator app,"
        );
        println!("  or use the code below, which changes every half minute:\n");
        let lawyer = sign_in.people.iter().find(|it| it.role == Role::Lawyer.as_str());
        if let Some((person, secret)) =
            lawyer.and_then(|it| Some((it, BASE32_NOPAD.decode(it.totp_secret.as_bytes()).ok()?)))
        {
            println!("  {}: {}", person.name, person.totp_secret);
            tokio::spawn(show_code(Secret::new(&secret)));
        }
    }
}

/// Shows the present code, anew when it changes.
async fn show_code(secret: Secret) {
    let world = world::system();
    let terminal = std::io::stdout().is_terminal();
    loop {
        let code = secret.code(totp::step(world.now()));
        if terminal {
            print!("\r  Code: {code}   (Ctrl+C stops)  ");
            let _ = std::io::stdout().flush();
        } else {
            println!("  Code: {code}");
        }
        let passed = u64::try_from(world.now().as_second()).unwrap_or(0) % totp::STEP;
        tokio::time::sleep(Duration::from_secs(totp::STEP - passed)).await;
        if !terminal {
            return;
        }
    }
}

/// The firm, as it was made.
struct Firm {
    tenant: TenantId,
    known: Vec<Known>,
    accounts: Vec<(String, UserId)>,
}

impl Firm {
    fn user(&self, email: &str) -> Option<UserId> {
        self.accounts.iter().find(|(known, _)| known == email).map(|(_, user)| *user)
    }
}

/// The firm with its people, and what it did before today, where demo.toml tells of that.
async fn begin(house: &House, clock: &Behind, content: &Content) -> Result<Firm> {
    let today = house.compliance.today();
    let days = content.past.as_ref().map(|past| Days::begin(clock, past, today)).transpose()?;
    let firm = people(house, content).await?;
    if let (Some(days), Some(past)) = (days, &content.past) {
        let (_, first) = firm.accounts.first().context("demo.toml names no person")?;
        let second = firm.user(&past.second).context("demo.toml: the second keeper is no person of it")?;
        days.happen(house, &Keepers { tenant: firm.tenant, first: *first, second }).await?;
        clock.catch_up();
    }
    Ok(firm)
}

async fn people(house: &House, content: &Content) -> Result<Firm> {
    let mut known = Vec::new();
    let mut accounts: Vec<(String, UserId)> = Vec::new();
    let mut firm: Option<(TenantId, Ctx)> = None;
    for person in &content.person {
        let (new, secret) = account(house, person)?;
        known.push(Known {
            name: person.name.clone(),
            role: new.role.as_str().to_owned(),
            email: person.email.clone(),
            password: new.password.clone(),
            totp_secret: secret.typed(),
        });
        let user = match &firm {
            Some((_, operator)) => house.identity.add_person(operator, &new).await.map_err(init::readable)?,
            None => {
                let (tenant, user) = house
                    .identity
                    .init_firm(&NewFirm { name: content.firm.name.clone(), administrator: new })
                    .await
                    .map_err(init::readable)?;
                firm = Some((tenant, house.identity.operator_context(tenant, "demo")));
                user
            }
        };
        accounts.push((person.email.clone(), user));
    }
    let Some((tenant, _)) = firm else { bail!("demo.toml names no person") };
    Ok(Firm { tenant, known, accounts })
}

/// The laws, and the dossier with what is in it.
async fn fill(house: &House, content: &Content, firm: &Firm, folder: &Path) -> Result<()> {
    law(house, &folder.join("law"))?;
    let responsible = firm
        .user(&content.dossier.responsible)
        .context("demo.toml: the responsible lawyer is no person of it")?;
    let ctx = house.identity.job_context(firm.tenant, Id::new(&house.world), responsible).await?;
    let dossier = dossier(house, &ctx, content, responsible).await?;
    for email in &content.dossier.members {
        let member = firm.user(email).context("demo.toml: a member is no person of it")?;
        house.vault.add_member(&ctx, dossier, member).await?;
    }
    for document in &content.document {
        upload(house, &ctx, dossier, folder, document).await?;
    }
    deadlines(house, &ctx, dossier, &content.deadline).await?;
    duties(house, &ctx, dossier, &content.duty).await?;
    until_searchable(house, &ctx, dossier).await
}

/// Puts the laws of the content into the library, where it has any.
fn law(house: &House, folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let tally = house.law.import(&[folder.to_owned()], &mut |_, _| {}).context("the laws cannot be read")?;
    match tally.failed {
        0 => Ok(()),
        failed => bail!("{failed} files of law in {} cannot be read", folder.display()),
    }
}

/// A person with a password and a second factor made up here.
fn account(house: &House, person: &Person) -> Result<(NewPerson, Secret)> {
    let role =
        Role::parse(&person.role).with_context(|| format!("demo.toml: {:?} is no role", person.role))?;
    let secret = Secret::new(&house.world.random::<{ totp::SECRET }>());
    let new = NewPerson {
        name: person.name.clone(),
        email: person.email.clone(),
        role,
        language: person.language,
        password: password::made(&house.world),
        second_factor: Some(secret.clone()),
    };
    Ok((new, secret))
}

async fn dossier(house: &House, ctx: &Ctx, content: &Content, responsible: UserId) -> Result<DossierId> {
    let it = &content.dossier;
    let new = NewDossier {
        content: DossierContent {
            name: it.name.clone(),
            number: it.number.clone(),
            client: it.client.clone(),
            counterparties: it.counterparties.clone(),
            field_of_law: it.field_of_law.clone(),
            description: it.description.clone(),
        },
        access: it.access,
        ai: AiUse::Allowed,
        responsible: Some(responsible),
    };
    Ok(house.vault.create_dossier(ctx, new).await?.summary.dossier.id)
}

async fn upload(
    house: &House,
    ctx: &Ctx,
    dossier: DossierId,
    folder: &Path,
    document: &content::Document,
) -> Result<()> {
    let path = folder.join("documents").join(&document.file);
    let bytes = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let new = NewUpload {
        name: document.file.clone(),
        folder: document.folder.join("/"),
        size: bytes.len() as u64,
        declared: String::new(),
    };
    if let Created::Open(status) = house.vault.create_upload(ctx, dossier, new).await? {
        let bytes = futures::stream::iter([Ok::<_, std::convert::Infallible>(Bytes::from(bytes))]);
        house.vault.append_upload(ctx, status.id, 0, bytes).await?;
    }
    Ok(())
}

async fn deadlines(
    house: &House,
    ctx: &Ctx,
    dossier: DossierId,
    deadlines: &[content::Deadline],
) -> Result<()> {
    let today = house.compliance.today();
    for deadline in deadlines {
        let asked = deadline.asked(today)?;
        let made = house.compliance.add_deadline(ctx, dossier, &asked, Language::Nl).await?.deadline;
        if deadline.confirmed {
            house.compliance.confirm_deadline(ctx, made.id, made.revision).await?;
        }
    }
    Ok(())
}

/// What is owed about the dossier and was seen to; the rest is offered when the worker starts.
async fn duties(house: &House, ctx: &Ctx, dossier: DossierId, duties: &[content::Duty]) -> Result<()> {
    for duty in duties {
        let given = |(key, text): (&String, &String)| (key.clone(), Some(Given::Text(text.clone())));
        let new = RowPatch { values: duty.values.iter().map(given).collect(), ..RowPatch::default() };
        let row = house.compliance.add_duty(ctx, dossier, &duty.register, &new).await?.row;
        house.compliance.turn_row(ctx, row.id, row.revision, Turn::PutInForce, "").await?;
    }
    Ok(())
}

async fn until_searchable(house: &House, ctx: &Ctx, dossier: DossierId) -> Result<()> {
    loop {
        let documents = house.vault.list_documents(ctx, dossier, &Ask::first(200)).await?.items;
        let ended = |it: &&legalmind_vault::document::View| {
            matches!(it.version.progress, Progress::Searchable | Progress::Failed)
        };
        let done = documents.iter().filter(ended).count();
        if done == documents.len() {
            println!("{done} documents are searchable.");
            return Ok(());
        }
        println!("  {done} of {} documents", documents.len());
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Writes a file that only its owner reads.
fn private(file: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut open = fs::OpenOptions::new();
    let mut written = open.write(true).create(true).truncate(true).mode(0o600).open(file)?;
    written.write_all(text.as_bytes()).with_context(|| format!("{} cannot be written", file.display()))
}
