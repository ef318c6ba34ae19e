//! `legalmind pack`: evidence packs, verified without a connection.

use std::{fs::File, io::BufReader, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use legalmind_compliance::accountability::{Fault, Verified, verify};

/// Evidence packs.
#[derive(Subcommand)]
pub enum Pack {
    /// Verify a pack: its signature, and each file in it. Needs no connection and no configuration. Ends
    /// with status 3 where something is wrong.
    Verify(Verify),
}

/// What is verified.
#[derive(Args)]
pub struct Verify {
    /// The pack.
    file: PathBuf,
    /// The fingerprint of the firm's key, as the firm told it by another way.
    #[arg(long)]
    fingerprint: Option<String>,
    /// Print in English.
    #[arg(long)]
    english: bool,
}

/// The status where something is wrong.
const WRONG: u8 = 3;

impl Pack {
    /// Runs the command; gives its status.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn run(self) -> Result<u8> {
        let Self::Verify(asked) = self;
        let file = File::open(&asked.file).context("the pack cannot be read")?;
        let found = verify(BufReader::new(file), asked.fingerprint.as_deref());
        print!("{}", told(&found, asked.fingerprint.is_some(), asked.english));
        Ok(if found.faults.is_empty() { 0 } else { WRONG })
    }
}

/// What is printed. Names from the file stand there without signs that steer a terminal.
fn told(found: &Verified, compared: bool, english: bool) -> String {
    let say = |nl: &'static str, en: &'static str| if english { en } else { nl };
    let mut lines = Vec::new();
    if !found.fingerprint.is_empty() {
        lines.push(format!("{}: {}", say("Kantoor", "Firm"), found.firm));
        lines.push(format!("{}: {} – {}", say("Periode", "Period"), found.from, found.until));
        lines.push(format!("{}: {}", say("Gemaakt op", "Made at"), found.made_at));
        lines.push(format!("{}: {}", say("Vingerafdruk", "Fingerprint"), found.fingerprint));
    }
    for fault in &found.faults {
        lines.push(match fault {
            Fault::NoPack => {
                say("FOUT: dit is geen bewijsdossier", "WRONG: this is no evidence pack").to_owned()
            }
            Fault::Twice => {
                say("FOUT: een naam staat er meer dan één keer in", "WRONG: a name is in it more than once")
                    .to_owned()
            }
            Fault::Signature => {
                say("FOUT: de handtekening klopt niet", "WRONG: the signature does not hold").to_owned()
            }
            Fault::OtherKey => say(
                "FOUT: ondertekend met een andere sleutel dan verwacht",
                "WRONG: signed with another key than expected",
            )
            .to_owned(),
            Fault::Changed(name) => format!("{}: {name}", say("FOUT: gewijzigd", "WRONG: changed")),
            Fault::Missing(name) => format!("{}: {name}", say("FOUT: ontbreekt", "WRONG: missing")),
            Fault::Added(name) => format!("{}: {name}", say("FOUT: toegevoegd", "WRONG: added")),
        });
    }
    if found.faults.is_empty() {
        let files = say("bestanden kloppen, en de handtekening ook", "files hold, and so does the signature");
        lines.push(format!("{} {files}", found.files));
        if !compared {
            lines.push(
                say(
                    "Vergelijk de vingerafdruk met die op het scherm Stand van zaken van het kantoor.",
                    "Compare the fingerprint with the one on the screen Standing of the firm.",
                )
                .to_owned(),
            );
        }
    }
    let plain = |it: char| if it.is_control() && it != '\n' { '\u{fffd}' } else { it };
    lines.iter().map(|it| it.replace('\n', " ") + "\n").collect::<String>().chars().map(plain).collect()
}
