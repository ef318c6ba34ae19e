//! `legalmind verify-deployment`: what the product runs on, held against what was promised.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use legalmind_compliance::{
    Compliance,
    deployment::{self, Finding, MAX_FILE, Outcome, Profile, Verdict, mend, says},
};
use legalmind_core::account::Language;
use legalmind_seal::world;
use legalmind_store::{Store, tenant};
use serde_json::{Value, json};

use crate::{config::Config, house};

/// Holds what the product runs on against what was promised: region, zones, access and encryption of all that
/// stands in Azure; or the sites that the firm declares of its own machines.
///
/// In Azure, get the files with the Azure CLI, for each resource group of the product:
///
///   az resource list -g GROUP -o json > list.json
///
///   az resource show --ids $(az resource list -g GROUP --query "[].id" -o tsv) -o json > all.json
///
///   legalmind verify-deployment --profile azure list.json all.json
///
/// An export of a group, an ARM template and the outcome of what-if can be read as well. Nothing is asked of Azure.
/// The outcome is kept in the register "Omgeving nagegaan" of each firm. Ends with status 0 where all is as was
/// promised, 1 where something is not, 2 where something could not be judged.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct VerifyDeployment {
    /// Files of the Azure CLI; together they have to say everything.
    files: Vec<PathBuf>,
    /// What is verified: "azure" or "own"; what the configuration says unless told.
    #[arg(long, value_parser = profile)]
    profile: Option<Profile>,
    /// The language of what is printed: "nl" or "en".
    #[arg(long, value_parser = language, default_value = "nl")]
    language: Language,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
    /// Only judge; keep nothing. Azure then needs no database and no key.
    #[arg(long)]
    no_evidence: bool,
}

fn profile(word: &str) -> Result<Profile, String> {
    Profile::parse(word).ok_or_else(|| "a profile is azure or own".to_owned())
}

fn language(word: &str) -> Result<Language, String> {
    match word {
        "nl" => Ok(Language::Nl),
        "en" => Ok(Language::En),
        _ => Err("a language is nl or en".to_owned()),
    }
}

/// The status where something is not as was promised.
const RED: u8 = 1;
/// The status where something could not be judged.
const UNJUDGED: u8 = 2;

/// Says why nothing was judged; gives the status of that.
pub fn not_judged(error: &anyhow::Error) -> u8 {
    eprintln!("legalmind: {error:#}");
    UNJUDGED
}

/// Why an outcome is not kept, or that it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    Kept,
    NotAsked,
    /// A file could not be read: nothing is known of the whole.
    Incomplete,
    /// The configuration says that the product runs on something else.
    OtherProfile,
}

impl VerifyDeployment {
    /// Runs the command; gives its status.
    ///
    /// # Errors
    /// What keeps anything from being judged.
    pub async fn run(self, config: Config) -> Result<u8> {
        let profile = self.profile.unwrap_or(config.deployment.profile);
        let evidence = match () {
            () if self.no_evidence => Evidence::NotAsked,
            () if profile != config.deployment.profile => Evidence::OtherProfile,
            () => Evidence::Kept,
        };
        let verdicts = match profile {
            Profile::Azure => self.azure(&config, evidence).await?,
            Profile::Own if !self.files.is_empty() => {
                bail!("machines of the firm have no files: leave them out")
            }
            Profile::Own => own(&config, evidence).await?,
        };
        self.print(&verdicts);
        Ok(verdicts.iter().map(|(it, _)| status(it)).max_by_key(|it| (*it == RED, *it)).unwrap_or(UNJUDGED))
    }

    async fn azure(&self, config: &Config, evidence: Evidence) -> Result<Vec<(Verdict, Evidence)>> {
        if self.files.is_empty() {
            bail!(
                "name the files with the resources; `legalmind verify-deployment --help` tells how to get them"
            );
        }
        let files = self.files.iter().map(|it| read(it)).collect::<Result<Vec<_>>>()?;
        let verdict = deployment::azure(&files, &config.kept(), world::system().now());
        let evidence =
            if verdict.incomplete && evidence == Evidence::Kept { Evidence::Incomplete } else { evidence };
        if evidence == Evidence::Kept {
            let (store, compliance) = open(config).await?;
            for firm in tenant::list(&store).await? {
                compliance.keep_verdict(&store.housekeeper(firm, "verify-deployment"), &verdict).await?;
            }
        }
        Ok(vec![(verdict, evidence)])
    }

    fn print(&self, verdicts: &[(Verdict, Evidence)]) {
        if self.json {
            let all: Vec<Value> =
                verdicts.iter().map(|(it, kept)| as_json(it, *kept, self.language)).collect();
            println!("{:#}", Value::Array(all));
            return;
        }
        for (verdict, evidence) in verdicts {
            print!("{}", told(verdict, *evidence, self.language));
        }
    }
}

/// The sites of each firm.
async fn own(config: &Config, evidence: Evidence) -> Result<Vec<(Verdict, Evidence)>> {
    let (store, compliance) = open(config).await?;
    let mut all = Vec::new();
    for firm in tenant::list(&store).await? {
        let ctx = store.housekeeper(firm, "verify-deployment");
        let verdict = compliance.verify_own(&ctx, &config.kept()).await?;
        if evidence == Evidence::Kept {
            compliance.keep_verdict(&ctx, &verdict).await?;
        }
        all.push((verdict, evidence));
    }
    if all.is_empty() {
        bail!("there is no firm yet; `legalmind init` makes one");
    }
    Ok(all)
}

async fn open(config: &Config) -> Result<(Store, Compliance)> {
    let world = world::system();
    let store = house::store(config, &world).await?;
    let compliance = Compliance::new(store.clone(), world);
    Ok((store, compliance))
}

/// A file, unless it is too large: then nothing of it is read.
fn read(path: &Path) -> Result<deployment::File> {
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let bytes = (bytes.len() as u64 <= MAX_FILE).then_some(bytes);
    Ok(deployment::File { name, bytes })
}

fn status(verdict: &Verdict) -> u8 {
    match verdict.outcome() {
        Outcome::Green => 0,
        Outcome::Red => RED,
        Outcome::Unjudged => UNJUDGED,
    }
}

fn as_json(verdict: &Verdict, evidence: Evidence, language: Language) -> Value {
    let finding = |it: &Finding| {
        json!({
            "grade": it.grade, "code": it.code, "demand": it.demand.map(|it| &it.key), "promise": it.promise,
            "of": it.of, "place": it.place, "found": it.found,
            "says": says(it, language), "mend": mend(it, language),
        })
    };
    json!({
        "profile": verdict.profile,
        "at": verdict.at,
        "list": (verdict.profile == Profile::Azure).then(|| deployment::Norm::azure().compared),
        "outcome": verdict.outcome(),
        "parts": verdict.parts,
        "keeping_data": verdict.keeping,
        "files": verdict.files,
        "findings": verdict.findings.iter().map(finding).collect::<Vec<_>>(),
        "evidence_kept": evidence == Evidence::Kept,
    })
}

/// What is printed.
fn told(verdict: &Verdict, evidence: Evidence, language: Language) -> String {
    let say = |nl: &'static str, en: &'static str| match language {
        Language::Nl => nl,
        Language::En => en,
    };
    let mut lines = vec![match verdict.profile {
        Profile::Azure => format!(
            "{} {} ({} {}), {} {}",
            verdict.parts,
            say("resources in Azure", "resources in Azure"),
            verdict.keeping,
            say("bewaren gegevens", "keep data"),
            say("naar de lijst van", "by the list of"),
            deployment::Norm::azure().compared,
        ),
        Profile::Own => format!("{} {}", verdict.parts, say("eigen locaties", "own sites")),
    }];
    for it in &verdict.findings {
        let grade = match it.grade {
            deployment::Grade::Broken => say("FOUT", "WRONG"),
            deployment::Grade::Unjudged => say("NIET TE BEOORDELEN", "COULD NOT BE JUDGED"),
        };
        let of = if it.of.is_empty() { "" } else { " " };
        lines.push(format!("{grade} {}{of}{}: {}", it.promise, it.of, says(it, language)));
        lines.push(format!("  → {}", mend(it, language)));
    }
    lines.push(match verdict.outcome() {
        Outcome::Green => {
            say("GROEN: alles is zoals toegezegd.", "GREEN: all is as was promised.").to_owned()
        }
        Outcome::Red => {
            say("ROOD: niet alles is zoals toegezegd.", "RED: not all is as was promised.").to_owned()
        }
        Outcome::Unjudged => {
            say("ROOD: niet alles kon worden beoordeeld.", "RED: not all could be judged.").to_owned()
        }
    });
    lines.push(
        match evidence {
            Evidence::Kept => say(
                "Opgeschreven in het register \u{201c}Omgeving nagegaan\u{201d}.",
                "Written down in the register \u{201c}Deployment verified\u{201d}.",
            ),
            Evidence::NotAsked => say("Niets opgeschreven.", "Nothing written down."),
            Evidence::Incomplete => say(
                "Niets opgeschreven: niet alle bestanden konden worden gelezen.",
                "Nothing written down: not all files could be read.",
            ),
            Evidence::OtherProfile => say(
                "Niets opgeschreven: de configuratie zegt dat het product op iets anders draait (deployment.profile).",
                "Nothing written down: the configuration says that the product runs on something else (deployment.profile).",
            ),
        }
        .to_owned(),
    );
    lines.join("\n") + "\n"
}
