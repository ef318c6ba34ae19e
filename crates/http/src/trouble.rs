//! How the errors of the use cases are told outward. What a person may not know of is not
//! found; what went wrong inside is logged under the request's name and told without detail.

use legalmind_assistant::Error as Assistant;
use legalmind_compliance::Error as Compliance;
use legalmind_core::{check::Words, document::Reason, requirement::Requirement};
use legalmind_drafter::Error as Drafter;
use legalmind_identity::Error as Identity;
use legalmind_law::Error as Law;
use legalmind_store::Error as Store;
use legalmind_vault::{Error as Vault, PrintFault};

use crate::problem::{Kind, Problem};

impl From<Vault> for Problem {
    fn from(error: Vault) -> Self {
        match error {
            Vault::NotFound => Kind::NotFound.into(),
            Vault::Refused(refused) if refused.for_training() => Kind::TrainingRequired.into(),
            Vault::Refused(_) => Kind::Refused.into(),
            Vault::Conflict => Kind::Changed.into(),
            Vault::Invalid { field, code } => Self::field(&format!("/{field}"), code),
            Vault::Exists { field, code } => Self::new(Kind::Conflict).with(&format!("/{field}"), code),
            Vault::OffsetMismatch { .. } | Vault::CutOff { .. } => Kind::OffsetMismatch.into(),
            Vault::TooLarge { .. } | Vault::TooMuch => Kind::TooLarge.into(),
            Vault::Withheld { reason } => Self::new(Kind::Conflict).with("", reason.as_str()),
            Vault::Integrity => integrity(),
            Vault::Unavailable { part, ref source } => {
                tracing::error!(part, cause = %source, "a part could not do its work");
                Kind::Unavailable.into()
            }
        }
    }
}

impl From<Store> for Problem {
    fn from(error: Store) -> Self {
        match error {
            Store::NotFound => Kind::NotFound.into(),
            Store::Refused(refused) if refused.for_training() => Kind::TrainingRequired.into(),
            Store::Refused(_) => Kind::Refused.into(),
            Store::Conflict | Store::Exists => Kind::Changed.into(),
            Store::Cursor => Self::field("/cursor", "unknown"),
            Store::Integrity => integrity(),
            error => {
                tracing::error!(%error, "the database could not do it");
                Kind::Unavailable.into()
            }
        }
    }
}

impl From<Identity> for Problem {
    fn from(error: Identity) -> Self {
        match error {
            Identity::Credentials => Kind::WrongCredentials.into(),
            Identity::Code => Kind::WrongCode.into(),
            Identity::TooMany { wait } => Self::new(Kind::Throttled).retry_after(wait.as_secs().max(1)),
            Identity::NoSession => Kind::Unauthenticated.into(),
            Identity::SecondFactor => Kind::SecondFactorRequired.into(),
            Identity::Enrolled => Kind::Conflict.into(),
            Identity::Password(violations) => (violations.iter())
                .fold(Self::new(Kind::Invalid), |problem, it| {
                    problem.with("/new", format!("weak_password.{}", it.as_str()))
                }),
            Identity::Invalid(pointer) => Self::field(pointer, "invalid"),
            Identity::EmailInUse => Self::field("/email", "in_use"),
            Identity::Lacks(all) => (all.iter()).fold(Self::new(Kind::Invalid), |problem, it| {
                problem.with_words("/role", &format!("lacks_{}", it.as_str()), lacking(*it))
            }),
            Identity::LastAdministrator => Self::field("/role", "last_administrator"),
            Identity::Busy => Self::new(Kind::Unavailable).retry_after(2),
            Identity::Store(error) => error.into(),
            error @ (Identity::Crypto | Identity::Seal(_)) => {
                tracing::error!(%error, "signing in could not do its work");
                Kind::Internal.into()
            }
        }
    }
}

/// What to do about something that the firm asks before it gives a role.
fn lacking(it: Requirement) -> Words {
    let (nl, en) = match it {
        Requirement::Confidentiality => (
            "Uw kantoor vraagt voor deze rol een getekende geheimhoudingsverklaring. Leg haar met dit account vast in het register Geheimhoudingsverklaringen en laat haar gelden; geef daarna de rol.",
            "Your firm asks a signed confidentiality agreement for this role. Record it with this account in the register Confidentiality agreements and put it in force; then give the role.",
        ),
        Requirement::BackgroundCheck => (
            "Uw kantoor vraagt voor deze rol een screening zonder bezwaar. Leg haar met dit account vast in het register Screening en laat een ander haar doen gelden; geef daarna de rol.",
            "Your firm asks a background check without objection for this role. Record it with this account in the register Background checks and let another person put it in force; then give the role.",
        ),
        Requirement::Training | Requirement::AiLiteracy => (
            "Uw kantoor vraagt voor deze rol een geldige opleiding. Leg haar vast in het register Opleiding en AI-geletterdheid.",
            "Your firm asks a valid training for this role. Record it in the register Training and AI literacy.",
        ),
    };
    Words { nl: nl.to_owned(), en: en.to_owned() }
}

impl From<Drafter> for Problem {
    fn from(error: Drafter) -> Self {
        match error {
            Drafter::Vault(error) => error.into(),
            Drafter::Store(error) => error.into(),
            Drafter::Word(ref error) => Self::new(Kind::Word).with("", legalmind_drafter::word_code(error)),
            Drafter::Reason(reason @ (Reason::Internal | Reason::Crashed)) => {
                tracing::error!(reason = reason.as_str(), "a Word file could not be handled");
                Kind::Unavailable.into()
            }
            Drafter::Reason(reason) => Self::new(Kind::Word).with("", reason.as_str()),
            Drafter::Template(faults) => faults.iter().fold(Self::new(Kind::Invalid), |problem, fault| {
                let pointer = legalmind_drafter::library::template::fault_pointer(fault);
                problem.with(&pointer, legalmind_drafter::tag_code(fault.fault))
            }),
            Drafter::Print(PrintFault::Missing | PrintFault::NoMemoryFolder) => Kind::PartMissing.into(),
            Drafter::Print(PrintFault::Word(error)) => Drafter::Word(error).into(),
            Drafter::Print(PrintFault::Reason(reason)) => Drafter::Reason(reason).into(),
            Drafter::Invalid { pointer, code } => Self::field(&pointer, code),
            Drafter::State(code) => Self::new(Kind::Conflict).with("", code),
        }
    }
}

impl From<Compliance> for Problem {
    fn from(error: Compliance) -> Self {
        match error {
            Compliance::Store(error) => error.into(),
            Compliance::Vault(error) => error.into(),
            Compliance::Drafter(error) => error.into(),
            Compliance::Playbook(faults) => faults.iter().fold(Self::new(Kind::Invalid), |problem, fault| {
                let rule = fault.rule.as_deref().unwrap_or_default();
                let pointer = format!("/text#{rule}/{}", fault.field);
                problem.with_words(&pointer, fault.code.as_str(), fault.words())
            }),
            Compliance::Sanctions(fault) => {
                tracing::error!(code = fault.code(), "the lists of sanctions could not be read");
                Kind::Unavailable.into()
            }
            Compliance::Invalid { pointer, code } => Self::field(&pointer, code),
            Compliance::Fields(all) => (all.iter())
                .fold(Self::new(Kind::Invalid), |problem, (pointer, code)| problem.with(pointer, *code)),
            Compliance::State(code) => Self::new(Kind::Conflict).with("", code),
        }
    }
}

impl From<Assistant> for Problem {
    fn from(error: Assistant) -> Self {
        match error {
            Assistant::Empty => Self::field("/question", "empty"),
            Assistant::TooLong(_) => Self::field("/question", "too_long"),
            Assistant::Store(error) => error.into(),
            Assistant::Search(error) => {
                tracing::error!(%error, "the index could not be searched");
                Kind::Unavailable.into()
            }
            Assistant::Event(error) => {
                tracing::error!(%error, "an event is not what was written");
                Kind::Internal.into()
            }
        }
    }
}

impl From<Law> for Problem {
    fn from(error: Law) -> Self {
        match error {
            Law::TooLarge { .. } => Kind::TooLarge.into(),
            error => {
                tracing::error!(code = error.code(), "the library of law could not be read");
                Kind::Unavailable.into()
            }
        }
    }
}

fn integrity() -> Problem {
    tracing::error!("stored data is not what was written");
    Kind::Integrity.into()
}
