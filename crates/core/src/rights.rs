//! The one decision point. The rules are data (`policies/legalmind.cedar`), so an auditor can
//! read them; the facts they are decided on come from the store with the object itself.

use std::{str::FromStr, sync::OnceLock};

use cedar_policy::{
    Authorizer, Context, Decision as CedarDecision, Entities, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema,
};
use thiserror::Error;

use crate::{account::Role, ctx::Ctx, dossier::DossierFacts};

/// The rules as they are compiled in.
pub const POLICIES: &str = include_str!("../../../policies/legalmind.cedar");
/// The schema the rules are checked against.
pub const SCHEMA: &str = include_str!("../../../policies/legalmind.cedarschema");

macro_rules! actions {
    ($(#[$doc:meta] $variant:ident = $name:literal),+ $(,)?) => {
        /// What a person may want to do; each has its rule in the policies.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $(#[$doc] $variant),+ }
        impl Action {
            /// All actions.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The action's name in the policies and in the audit log.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

actions! {
    /// Open a dossier.
    DossierRead = "dossier.read",
    /// Read a document's pages.
    DocumentRead = "document.read",
    /// Take a document's original bytes.
    DocumentDownload = "document.download",
    /// Search in a dossier.
    DossierSearch = "dossier.search",
    /// Read an answer.
    AnswerRead = "answer.read",
    /// Change a dossier's content.
    DossierUpdate = "dossier.update",
    /// Add a document.
    DocumentAdd = "document.add",
    /// Change a document's name or place.
    DocumentUpdate = "document.update",
    /// Remove a document.
    DocumentRemove = "document.remove",
    /// Read the drafts of a dossier.
    DraftRead = "draft.read",
    /// Make, change and remove drafts.
    DraftWrite = "draft.write",
    /// Stand for the text of a draft.
    DraftApprove = "draft.approve",
    /// Read the deadlines of a dossier.
    DeadlineRead = "deadline.read",
    /// Add, change, settle and remove deadlines.
    DeadlineWrite = "deadline.write",
    /// Stand for the day of a deadline.
    DeadlineConfirm = "deadline.confirm",
    /// Read the checks of a dossier.
    CheckRead = "check.read",
    /// Hold a document against a playbook, and decide on what came out.
    CheckWrite = "check.write",
    /// Read what is owed about a dossier: the rows of registers that belong to it.
    DutyRead = "duty.read",
    /// Add and change such rows, and confirm what is due of them.
    DutyWrite = "duty.write",
    /// Put such rows in force, and close them.
    DutyManage = "duty.manage",
    /// Read the screenings of a dossier.
    SanctionRead = "sanction.read",
    /// Hold the names of a dossier against the lists of sanctions, and decide on what came out.
    SanctionWrite = "sanction.write",
    /// Ask a question.
    AnswerAsk = "answer.ask",
    /// Change who may open a dossier.
    DossierAccess = "dossier.access",
    /// Open a new dossier.
    DossierCreate = "dossier.create",
    /// List dossiers, as far as one may see them.
    DossierList = "dossier.list",
    /// List the people of the firm.
    PersonList = "person.list",
    /// Manage one's own account.
    OwnAccount = "own.account",
    /// List running work, as far as one may see it.
    JobList = "job.list",
    /// See one's own deadlines, and count terms.
    DeadlineList = "deadline.list",
    /// Read the templates, clauses and playbooks of the firm.
    LibraryRead = "library.read",
    /// Add and change templates, clauses and playbooks.
    LibraryWrite = "library.write",
    /// Approve and withdraw templates, clauses and playbooks.
    LibraryApprove = "library.approve",
    /// List the registers, and what is due to oneself.
    RegisterList = "register.list",
    /// Read a row of a register.
    RegisterRead = "register.read",
    /// Add a row to a register.
    RegisterAdd = "register.add",
    /// Change a row, and confirm what is due of it.
    RegisterWrite = "register.write",
    /// Put rows in force, close them, take a register in and out as a file.
    RegisterManage = "register.manage",
    /// Read the reports to management.
    ReportRead = "management_report.read",
    /// Make an evidence pack.
    PackMake = "evidence_pack.make",
    /// Say, for management, that a report was seen.
    ReportAcknowledge = "management_report.acknowledge",
    /// Say who keeps the registers.
    OfficerManage = "officer.manage",
    /// Add, change and suspend people.
    PersonManage = "person.manage",
    /// Raise and take down ethical walls.
    WallManage = "wall.manage",
    /// Read the audit log.
    AuditRead = "audit.read",
}

impl Action {
    /// Whether the action is about one dossier; the others are about the firm.
    #[must_use]
    pub const fn on_dossier(self) -> bool {
        matches!(
            self,
            Self::DossierRead
                | Self::DocumentRead
                | Self::DocumentDownload
                | Self::DossierSearch
                | Self::AnswerRead
                | Self::DossierUpdate
                | Self::DocumentAdd
                | Self::DocumentUpdate
                | Self::DocumentRemove
                | Self::AnswerAsk
                | Self::DraftRead
                | Self::DraftWrite
                | Self::DraftApprove
                | Self::DeadlineRead
                | Self::DeadlineWrite
                | Self::DeadlineConfirm
                | Self::CheckRead
                | Self::CheckWrite
                | Self::DutyRead
                | Self::DutyWrite
                | Self::DutyManage
                | Self::SanctionRead
                | Self::SanctionWrite
                | Self::DossierAccess
        )
    }

    /// Whether the action is about a register or about all of them, decided by [`decide_on_register`].
    #[must_use]
    pub const fn on_register(self) -> bool {
        matches!(
            self,
            Self::RegisterRead
                | Self::RegisterAdd
                | Self::RegisterWrite
                | Self::RegisterManage
                | Self::ReportRead
                | Self::PackMake
        )
    }
}

/// What one user may have to do with a register or a row of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegisterFacts {
    /// The user keeps the registers of the firm.
    pub officer: bool,
    /// The row is the user's own: they look after it, or added it.
    pub own: bool,
    /// All of the firm may read the register.
    pub open: bool,
    /// All of the firm may add to the register: who finds a data breach reports it.
    pub reported: bool,
    /// The product writes its rows: what it found out itself.
    pub measured: bool,
}

/// A refusal, with the rule that refused; none where no rule permits.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{} is not allowed", .action.as_str())]
pub struct Refused {
    /// What was asked.
    pub action: Action,
    /// The `@id` of the forbidding rule, if one forbade.
    pub rule: Option<String>,
}

impl Refused {
    /// Whether a training that the firm asks lacks, whatever was asked for.
    #[must_use]
    pub fn for_training(&self) -> bool {
        self.rule.as_deref() == Some("training-required")
    }
}

struct Rules {
    policies: PolicySet,
    schema: Schema,
    none: Entities,
}

/// The compiled rules; none if they do not parse, and then nothing is permitted.
fn rules() -> Option<&'static Rules> {
    static RULES: OnceLock<Option<Rules>> = OnceLock::new();
    RULES.get_or_init(|| load().ok()).as_ref()
}

fn load() -> Result<Rules, Box<dyn std::error::Error>> {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA)?;
    let policies = PolicySet::from_str(POLICIES)?;
    let none = Entities::from_entities(schema.action_entities()?, Some(&schema))?;
    Ok(Rules { policies, schema, none })
}

/// Decides whether the person in `ctx` may do `action` given the `facts` about them and the
/// dossier; for actions on the firm the facts are [`DossierFacts::default`].
///
/// # Errors
/// [`Refused`] where a rule forbids or no rule permits. Outward, a refusal to read is
/// "not found".
pub fn decide(ctx: &Ctx, action: Action, facts: DossierFacts) -> Result<(), Refused> {
    decide_for(ctx.role(), ctx.is_trained(), action, facts)
}

/// The same for a role, and whether who has it lacks no training: rights do not depend on anything else in
/// the context.
///
/// # Errors
/// As [`decide`].
pub fn decide_for(role: Role, trained: bool, action: Action, facts: DossierFacts) -> Result<(), Refused> {
    if action.on_register() {
        return Err(Refused { action, rule: None });
    }
    let resource = if action.on_dossier() { "Dossier::\"asked\"" } else { "Firm::\"own\"" };
    let facts = [
        ("untrained", !trained),
        ("member", facts.member),
        ("responsible", facts.responsible),
        ("walled", facts.walled),
        ("openToFirm", facts.open_to_firm),
        ("closed", facts.closed),
    ];
    judge(role, action, resource, &facts)
}

/// Decides whether the person in `ctx` may do `action` on a register given the `facts` about them
/// and the register, or the row asked for.
///
/// # Errors
/// [`Refused`] where no rule permits. Outward, a refusal to read is "not found".
pub fn decide_on_register(ctx: &Ctx, action: Action, facts: RegisterFacts) -> Result<(), Refused> {
    decide_on_register_for(ctx.role(), action, facts)
}

fn decide_on_register_for(role: Role, action: Action, facts: RegisterFacts) -> Result<(), Refused> {
    if !action.on_register() {
        return Err(Refused { action, rule: None });
    }
    let facts = [
        ("officer", facts.officer),
        ("own", facts.own),
        ("open", facts.open),
        ("reported", facts.reported),
        ("measured", facts.measured),
    ];
    judge(role, action, "Register::\"asked\"", &facts)
}

fn judge(role: Role, action: Action, resource: &str, facts: &[(&str, bool)]) -> Result<(), Refused> {
    let refused = |rule| Refused { action, rule };
    let rules = rules().ok_or_else(|| refused(None))?;
    let request = request(&rules.schema, role, (action, resource), facts).map_err(|_| refused(None))?;
    let answer = Authorizer::new().is_authorized(&request, &rules.policies, &rules.none);
    if answer.decision() == CedarDecision::Allow && answer.diagnostics().errors().next().is_none() {
        return Ok(());
    }
    let rule = answer
        .diagnostics()
        .reason()
        .next()
        .and_then(|id| rules.policies.annotation(id, "id"))
        .map(ToOwned::to_owned);
    Err(refused(rule))
}

fn request(
    schema: &Schema,
    role: Role,
    (action, resource): (Action, &str),
    facts: &[(&str, bool)],
) -> Result<Request, Box<dyn std::error::Error>> {
    let role = ("role".to_owned(), RestrictedExpression::new_string(role.as_str().to_owned()));
    let fact = |(key, held): &(&str, bool)| ((*key).to_owned(), RestrictedExpression::new_bool(*held));
    let context = Context::from_pairs(std::iter::once(role).chain(facts.iter().map(fact)))?;
    let action = EntityUid::from_str(&format!("Action::{:?}", action.as_str()))?;
    let principal = EntityUid::from_str("User::\"asking\"")?;
    Ok(Request::new(principal, action, EntityUid::from_str(resource)?, context, Some(schema))?)
}

#[cfg(test)]
mod tests {
    use cedar_policy::{ValidationMode, Validator};

    use super::*;

    fn all_facts() -> impl Iterator<Item = DossierFacts> {
        (0_u8..32).map(|bits| DossierFacts {
            member: bits & 1 != 0,
            responsible: bits & 2 != 0,
            walled: bits & 4 != 0,
            open_to_firm: bits & 8 != 0,
            closed: bits & 16 != 0,
        })
    }

    /// The rules once more, written by hand, as the independent reference.
    fn reference(role: Role, action: Action, f: DossierFacts) -> bool {
        use Action as A;
        let works = matches!(role, Role::Lawyer | Role::Staff);
        match action {
            A::DossierRead
            | A::DocumentRead
            | A::DocumentDownload
            | A::DossierSearch
            | A::AnswerRead
            | A::DraftRead
            | A::DeadlineRead
            | A::CheckRead
            | A::DutyRead
            | A::SanctionRead => {
                !f.walled && (f.member || (f.open_to_firm && role != Role::FirmAdministrator))
            }
            A::DossierUpdate
            | A::DocumentAdd
            | A::DocumentUpdate
            | A::DocumentRemove
            | A::AnswerAsk
            | A::DraftWrite
            | A::DeadlineWrite
            | A::CheckWrite
            | A::SanctionWrite => !f.walled && !f.closed && f.member && works,
            // what is owed goes on after a dossier is closed
            A::DutyWrite => !f.walled && f.member && works,
            A::DutyManage => !f.walled && f.member && role == Role::Lawyer,
            A::DossierAccess => !f.walled && f.responsible && role == Role::Lawyer,
            A::DraftApprove | A::DeadlineConfirm => {
                !f.walled && !f.closed && f.member && role == Role::Lawyer
            }
            A::DossierCreate | A::LibraryWrite => works,
            A::LibraryApprove => role == Role::Lawyer,
            A::DossierList
            | A::PersonList
            | A::OwnAccount
            | A::JobList
            | A::DeadlineList
            | A::RegisterList
            | A::LibraryRead => true,
            A::PersonManage | A::WallManage | A::AuditRead | A::OfficerManage | A::ReportAcknowledge => {
                role == Role::FirmAdministrator
            }
            // decided on other facts
            A::RegisterRead
            | A::RegisterAdd
            | A::RegisterWrite
            | A::RegisterManage
            | A::ReportRead
            | A::PackMake => false,
        }
    }

    #[test]
    fn p048_rules_agree_with_the_reference_on_every_request() {
        for role in Role::ALL {
            for &action in Action::ALL {
                for facts in all_facts() {
                    let decided = decide_for(role, true, action, facts).is_ok();
                    assert_eq!(decided, reference(role, action, facts), "{role:?} {action:?} {facts:?}");
                }
            }
        }
    }

    #[test]
    fn rules_about_registers_agree_with_the_reference_on_every_request() {
        for role in Role::ALL {
            for &action in Action::ALL {
                for bits in 0_u8..32 {
                    let f = RegisterFacts {
                        officer: bits & 1 != 0,
                        own: bits & 2 != 0,
                        open: bits & 4 != 0,
                        reported: bits & 8 != 0,
                        measured: bits & 16 != 0,
                    };
                    let keeps = f.officer || role == Role::FirmAdministrator;
                    let works = role != Role::ReadOnly;
                    let expected = match action {
                        Action::RegisterRead => keeps || f.own || f.open,
                        Action::RegisterAdd => !f.measured && (keeps || (f.reported && works)),
                        Action::RegisterWrite => !f.measured && (keeps || (f.own && works)),
                        Action::RegisterManage => !f.measured && keeps,
                        Action::ReportRead | Action::PackMake => keeps,
                        _ => false,
                    };
                    let decided = decide_on_register_for(role, action, f).is_ok();
                    assert_eq!(decided, expected, "{role:?} {action:?} {f:?}");
                }
            }
        }
    }

    #[test]
    fn rules_fit_the_schema() {
        let rules = load().expect("the policies parse");
        let verdict = Validator::new(rules.schema).validate(&rules.policies, ValidationMode::Strict);
        assert!(verdict.validation_passed(), "{verdict}");
    }

    #[test]
    fn p067_who_lacks_a_training_reaches_no_dossier_and_nothing_else_closes() {
        let closes = |action: Action| {
            let lists = [Action::DossierCreate, Action::DossierList, Action::JobList, Action::DeadlineList];
            action.on_dossier() || lists.contains(&action)
        };
        for role in Role::ALL {
            for &action in Action::ALL {
                for facts in all_facts() {
                    let decided = decide_for(role, false, action, facts);
                    let expected = reference(role, action, facts) && !closes(action);
                    assert_eq!(decided.is_ok(), expected, "{role:?} {action:?} {facts:?}");
                    // it is told as such, unless a wall hides the dossier anyway
                    let told = decided.is_err_and(|it| it.for_training());
                    let another = facts.walled || facts.closed;
                    assert!(told == closes(action) || another, "{role:?} {action:?} {facts:?}");
                }
            }
        }
    }

    #[test]
    fn p047_a_wall_names_itself_as_the_refusing_rule() {
        let facts = DossierFacts { member: true, walled: true, ..DossierFacts::default() };
        let refused = decide_for(Role::Lawyer, true, Action::DossierRead, facts).expect_err("walled");
        assert_eq!(refused.rule.as_deref(), Some("wall"));
    }
}
