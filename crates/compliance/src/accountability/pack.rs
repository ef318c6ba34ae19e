//! The evidence pack: what a supervisor (the deken) or an auditor asks for, as one signed ZIP.
//!
//! ```text
//! begin_pack: right, period, chapters, refused where a register goes out as a whole and is not
//!    └▶ write_pack: file by file into the stream, each hashed as it goes; nothing on a disk
//!          └▶ inhoud.json (names, sizes, SHA-256) ─▶ signed (Ed25519, the firm's key) ─▶ inhoud.json.sig
//! ```
//!
//! A chapter is a norm; the registers of it are those that rest on that norm by their own `basis`.

mod content;
mod zip;

use bytes::Bytes;
use jiff::civil::Date;
use legalmind_core::{Ctx, Timestamp, account::Language, audit::Entry, rights::Action};
use legalmind_docx::text::Text;
use legalmind_seal::{digest::sha256, sign::SigningKey};
use legalmind_store::{Tx, audit, management_report, signing_key, tenant};
use tokio::sync::mpsc;

pub(super) use content::Summary;
pub(super) use zip::{MANIFEST, Manifest, SIGNATURE};

use super::{
    Accountability, ReportView, Standing,
    figures::{Of, of_controls, standing},
    quarter::instant,
    report,
};
use crate::{
    Compliance, Error, Result,
    access::names,
    register::{Definition, all},
};

/// The bytes of a pack as they are made; after an error nothing comes any more.
pub type Stream = mpsc::Receiver<Result<Bytes>>;

/// What a pack is about: a norm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// The rules of the profession: Voda, Advocatenwet.
    Voda,
    /// The General Data Protection Regulation.
    Avg,
    /// The act against money laundering.
    Wwft,
    /// ISO/IEC 27001.
    Iso27001,
}

impl Chapter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Voda, Self::Avg, Self::Wwft, Self::Iso27001];

    /// Its name in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Voda => "voda",
            Self::Avg => "avg",
            Self::Wwft => "wwft",
            Self::Iso27001 => "iso27001",
        }
    }

    /// The chapter of this name.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Voda, Language::Nl) => "Advocatuur (Voda, Advocatenwet)",
            (Self::Voda, Language::En) => "The bar (Voda, Advocatenwet)",
            (Self::Avg, Language::Nl) => "AVG",
            (Self::Avg, Language::En) => "GDPR",
            (Self::Wwft, _) => "Wwft",
            (Self::Iso27001, _) => "ISO/IEC 27001:2022",
        }
    }

    /// How what rests on it begins.
    const fn begins(self) -> &'static [&'static str] {
        match self {
            Self::Voda => &["Voda", "Advocatenwet", "Gedragsregel"],
            Self::Avg => &["AVG"],
            Self::Wwft => &["Wwft"],
            Self::Iso27001 => &["ISO 27001"],
        }
    }

    /// The registers that rest on it.
    #[must_use]
    pub fn registers(self) -> Vec<&'static Definition> {
        let rests = |basis: &str| {
            let mut parts = basis.split(';').map(str::trim);
            parts.any(|part| self.begins().iter().any(|it| part.starts_with(it)))
        };
        let of = |it: &&Definition| {
            it.basis.iter().any(|it| rests(it)) || it.campaigns.iter().any(|it| rests(&it.basis))
        };
        all().iter().filter(of).collect()
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct PackAsk {
    /// The first day of the period.
    pub from: Date,
    /// Its last.
    pub until: Date,
    /// The norms.
    pub chapters: Vec<Chapter>,
    /// The language of its words.
    pub language: Language,
}

/// The key with which a firm signs, as others may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The public key.
    pub public: [u8; 32],
    /// SHA-256 of that, in hexadecimal signs.
    pub fingerprint: String,
}

impl Key {
    fn of(key: &SigningKey) -> Result<Self> {
        let public = key.public().map_err(legalmind_store::Error::from)?;
        Ok(Self { fingerprint: fingerprint(&public), public })
    }
}

/// The fingerprint of a public key.
pub(super) fn fingerprint(public: &[u8; 32]) -> String {
    data_encoding::HEXLOWER.encode(&sha256(public))
}

/// A chapter that can be asked for.
#[derive(Clone, Debug)]
pub struct ChapterView {
    /// Which.
    pub chapter: Chapter,
    /// Its registers.
    pub registers: Vec<&'static Definition>,
    /// Why it is refused now.
    pub refused: Option<&'static str>,
}

/// What can be asked for.
#[derive(Clone, Debug)]
pub struct PackOffer {
    /// The chapters.
    pub chapters: Vec<ChapterView>,
    /// On how many controls the statement of applicability decides, and of how many it should.
    pub controls: (u64, u64),
    /// The firm's key; none until its first pack.
    pub key: Option<Key>,
}

/// A pack that can be made.
pub struct Ready {
    ask: PackAsk,
    registers: Vec<&'static Definition>,
    period: (Timestamp, Timestamp),
    standing: Standing,
    reports: Vec<ReportView>,
    firm: String,
    made_by: String,
    key: SigningKey,
    fingerprint: String,
}

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ready")
    }
}

impl Compliance {
    /// What can be asked for, and the firm's key.
    ///
    /// # Errors
    /// Refused to whoever does not keep the registers.
    pub async fn pack_offer(&self, ctx: &Ctx) -> Result<PackOffer> {
        let tx = self.keeping(ctx, Action::PackMake).await?;
        let controls = of_controls(ctx, &tx).await?;
        let mut chapters = Vec::new();
        for chapter in Chapter::ALL {
            let registers = chapter.registers();
            if !registers.is_empty() {
                let refused = refused(ctx, &tx, chapter).await?;
                chapters.push(ChapterView { chapter, registers, refused });
            }
        }
        let key = signing_key::find(ctx, &tx).await?.as_ref().map(Key::of).transpose()?;
        drop(tx);
        self.store.look(ctx, Entry::done("evidence_pack.offer", "firm", ctx.tenant().uuid())).await?;
        Ok(PackOffer { chapters, controls: (controls.count, controls.of.unwrap_or_default()), key })
    }

    /// Looks whether a pack can be made, and at what goes into it; leaves the entry that it was asked for.
    ///
    /// # Errors
    /// [`Error::Invalid`] at what cannot be asked; [`Error::State`] where the statement of applicability
    /// is not whole; refused to whoever does not keep the registers.
    pub async fn begin_pack(&self, ctx: &Ctx, ask: PackAsk) -> Result<Ready> {
        let tx = self.keeping(ctx, Action::PackMake).await?;
        let period = period(&ask)?;
        let mut registers: Vec<&'static Definition> = Vec::new();
        for (at, chapter) in ask.chapters.iter().enumerate() {
            let of = chapter.registers();
            if of.is_empty() {
                return Err(Error::invalid(format!("/chapters/{at}"), "unknown"));
            }
            if let Some(why) = refused(ctx, &tx, *chapter).await? {
                return Err(Error::State(why));
            }
            registers.extend(of);
        }
        if registers.is_empty() {
            return Err(Error::invalid("/chapters", "empty"));
        }
        // each once, in the order in which they are shown
        let registers = all().iter().filter(|it| registers.iter().any(|of| of.key == it.key)).collect();
        let standing = standing(ctx, &tx, self.world.now(), Of::Firm(audit::BEGIN)).await?;
        let within = |it: &management_report::ManagementReport| {
            it.content.first <= ask.until && ask.from <= it.content.last
        };
        let reports = management_report::list(ctx, &tx).await?.into_iter().filter(within).collect();
        let reports = report::views(ctx, &tx, reports).await?;
        let firm = tenant::get(ctx, &tx).await?.name;
        let people = names(ctx, &tx).await?;
        drop(tx);
        let made_by = ctx.user().and_then(|it| people.get(&it).cloned()).unwrap_or_default();
        let key = signing_key::get(ctx, &self.store).await?;
        let fingerprint = Key::of(&key)?.fingerprint;
        self.store.look(ctx, Entry::done("evidence_pack.make", "firm", ctx.tenant().uuid())).await?;
        Ok(Ready { ask, registers, period, standing, reports, firm, made_by, key, fingerprint })
    }
}

/// Why a chapter is refused now: the statement of applicability goes out over all controls, or not at all.
async fn refused(ctx: &Ctx, tx: &Tx, chapter: Chapter) -> Result<Option<&'static str>> {
    if chapter != Chapter::Iso27001 {
        return Ok(None);
    }
    let controls = of_controls(ctx, tx).await?;
    Ok((Some(controls.count) != controls.of).then_some("controls_missing"))
}

/// From the first instant of the period until the first after it.
fn period(ask: &PackAsk) -> Result<(Timestamp, Timestamp)> {
    if ask.until < ask.from {
        return Err(Error::invalid("/until", "before_from"));
    }
    let from = instant(ask.from).ok_or_else(|| Error::invalid("/from", "no_date"))?;
    let next = ask.until.tomorrow().ok().and_then(instant);
    Ok((from, next.ok_or_else(|| Error::invalid("/until", "no_date"))?))
}

impl Ready {
    /// The papers of the pack: each with its name without an ending.
    ///
    /// # Errors
    /// Where a report cannot be written.
    pub fn papers(&self) -> Result<Vec<(String, Text)>> {
        let language = self.ask.language;
        let summary = super::paper::summary(&self.summary(), language);
        let mut all = vec![("samenvatting".to_owned(), summary)];
        for it in &self.reports {
            all.push((format!("rapporten/{}", it.report.content.first), it.text(language)?));
        }
        Ok(all)
    }
}

impl Accountability {
    /// Makes an evidence pack and gives its bytes as they come.
    ///
    /// # Errors
    /// As [`Compliance::begin_pack`]; [`Error::Drafter`] where a paper cannot be made.
    pub async fn pack(&self, ctx: &Ctx, ask: PackAsk) -> Result<Stream> {
        let ready = self.compliance.begin_pack(ctx, ask).await?;
        let mut papers = Vec::new();
        for (name, text) in ready.papers()? {
            let (bytes, end) = self.printed(text).await?;
            papers.push((format!("{name}.{end}"), bytes));
        }
        let (out, stream) = mpsc::channel(4);
        let (compliance, ctx) = (self.compliance.clone(), ctx.clone());
        tokio::spawn(async move {
            if let Err(error) = compliance.write_pack(&ctx, ready, papers, &out).await {
                tracing::warn!(%error, "an evidence pack was not finished");
                // who does not read any more needs no error
                let _ = out.send(Err(error)).await;
            }
        });
        Ok(stream)
    }
}
