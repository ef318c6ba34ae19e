//! The bodies of what is told about sanctions.

use std::collections::HashMap;

use legalmind_compliance::sanction::{Again, Asked, ListNow, SanctionsView, ScreeningHead, ScreeningView};
use legalmind_core::{
    UserId,
    party::{LikenessKind, PartyRole},
    sanction::{
        ListAge, ListHead, ListedSubject, MatchDecision, MatchOutcome, PossibleMatch, SanctionList, Screened,
        ScreeningState, SubjectKind,
    },
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::v1::words::hex;

/// A list as it was imported.
#[derive(Serialize, ToSchema)]
pub struct SanctionListSeen {
    /// `eu`: the consolidated list of the Union; `nl`: the Nationale sanctielijst terrorisme.
    #[schema(value_type = String)]
    list: SanctionList,
    /// The day it is of.
    date: String,
    /// `fresh`, `old` after a week, `stale` after two years.
    #[schema(value_type = String)]
    age: ListAge,
    entries: u32,
    names: u32,
    /// SHA-256 of the imported file.
    sha256: String,
    imported_at: String,
}

impl From<(ListHead, ListAge)> for SanctionListSeen {
    fn from((head, age): (ListHead, ListAge)) -> Self {
        Self {
            list: head.list,
            date: head.date.to_string(),
            age,
            entries: head.entries,
            names: head.names,
            sha256: hex(&head.sha256),
            imported_at: head.imported.to_string(),
        }
    }
}

/// A list as it stands today.
#[derive(Serialize, ToSchema)]
pub struct SanctionListState {
    /// `eu` or `nl`.
    #[schema(value_type = String)]
    list: SanctionList,
    /// What was imported; null where it never was or does not open.
    imported: Option<SanctionListSeen>,
    /// It was imported and does not open any more.
    damaged: bool,
}

impl From<ListNow> for SanctionListState {
    fn from(it: ListNow) -> Self {
        Self { list: it.list, imported: it.head.map(SanctionListSeen::from), damaged: it.damaged }
    }
}

/// A name that is screened.
#[derive(Serialize, ToSchema)]
pub struct SanctionParty {
    name: String,
    /// `client`, `counterparty` or `other`.
    #[schema(value_type = String)]
    role: PartyRole,
}

impl From<Asked> for SanctionParty {
    fn from(it: Asked) -> Self {
        Self { name: it.name, role: it.role }
    }
}

/// The screening of a dossier.
#[derive(Serialize, ToSchema)]
pub struct SanctionsSeen {
    lists: Vec<SanctionListState>,
    /// The client and the counterparties.
    parties: Vec<SanctionParty>,
    /// Why it has to be done: `never`, `new_list`, `new_party`; empty where it has not.
    #[schema(value_type = Vec<String>)]
    again: Vec<&'static str>,
    last: Option<ScreeningSeen>,
    /// Those before it, newest first.
    earlier: Vec<ScreeningLine>,
}

impl From<SanctionsView> for SanctionsSeen {
    fn from(view: SanctionsView) -> Self {
        let why = |it: Again| match it {
            Again::Never => "never",
            Again::NewList => "new_list",
            Again::NewParty => "new_party",
        };
        Self {
            lists: view.lists.into_iter().map(SanctionListState::from).collect(),
            parties: view.parties.into_iter().map(SanctionParty::from).collect(),
            again: view.again.into_iter().map(why).collect(),
            last: view.last.map(ScreeningSeen::from),
            earlier: view.earlier.into_iter().map(ScreeningLine::from).collect(),
        }
    }
}

/// A screening in a list.
#[derive(Serialize, ToSchema)]
pub struct ScreeningLine {
    id: Uuid,
    created_at: String,
    created_by: Option<String>,
    names: usize,
    matches: usize,
    undecided: usize,
}

impl From<ScreeningHead> for ScreeningLine {
    fn from(it: ScreeningHead) -> Self {
        Self {
            id: it.id.uuid(),
            created_at: it.created.to_string(),
            created_by: it.created_by,
            names: it.names,
            matches: it.matches,
            undecided: it.undecided,
        }
    }
}

/// A screening: names, what they are like, what people decided.
#[derive(Serialize, ToSchema)]
pub struct ScreeningSeen {
    id: Uuid,
    revision: u64,
    dossier: Uuid,
    /// `open` while a possible match has no decision, or `decided`.
    #[schema(value_type = String)]
    state: ScreeningState,
    created_at: String,
    created_by: Option<String>,
    /// The lists that were looked at, with their age on that day.
    lists: Vec<SanctionListSeen>,
    names: Vec<ScreenedName>,
    undecided: usize,
}

impl From<ScreeningView> for ScreeningSeen {
    fn from(view: ScreeningView) -> Self {
        let ScreeningView { screening, lists, people } = view;
        let undecided = screening.content.undecided();
        let content = screening.content;
        let decisions: HashMap<u32, &MatchDecision> =
            content.decisions.iter().map(|it| (it.number, it)).collect();
        Self {
            id: screening.id.uuid(),
            revision: screening.revision,
            dossier: screening.dossier.uuid(),
            state: screening.state,
            created_at: screening.created.to_string(),
            created_by: screening.created_by.and_then(|by| people.get(&by).cloned()),
            lists: lists.into_iter().map(SanctionListSeen::from).collect(),
            names: content.names.into_iter().map(|it| ScreenedName::of(it, &decisions, &people)).collect(),
            undecided,
        }
    }
}

/// A name with the entries that it is like.
#[derive(Serialize, ToSchema)]
pub struct ScreenedName {
    name: String,
    /// `client`, `counterparty` or `other`.
    #[schema(value_type = String)]
    role: PartyRole,
    /// Possible matches, the nearest first. A possible match is no match.
    matches: Vec<PossibleMatchSeen>,
    /// So many more were found than are kept: the name says too little.
    more: u32,
}

impl ScreenedName {
    fn of(it: Screened, decisions: &HashMap<u32, &MatchDecision>, people: &HashMap<UserId, String>) -> Self {
        let one = |found: PossibleMatch| {
            let decision = decisions.get(&found.number).map(|it| MatchDecisionSeen::of(it, people));
            PossibleMatchSeen::of(found, decision)
        };
        Self {
            name: it.name,
            role: it.role,
            matches: it.matches.into_iter().map(one).collect(),
            more: it.more,
        }
    }
}

/// An entry of a list whose name is like the one that was asked.
#[derive(Serialize, ToSchema)]
pub struct PossibleMatchSeen {
    /// Its number in the screening.
    number: u32,
    /// `eu` or `nl`.
    #[schema(value_type = String)]
    list: SanctionList,
    /// `same`, `spelling`, `part` or `sound`.
    #[schema(value_type = String)]
    likeness: LikenessKind,
    /// The name on the list that is alike.
    alike: String,
    /// The list calls that name a weak alias.
    weak: bool,
    /// `person` or `organisation`; null where the list does not tell.
    #[schema(value_type = Option<String>)]
    kind: Option<SubjectKind>,
    /// `EU.27.28`, `Stcrt. 2017, 64067`.
    reference: String,
    /// All its names.
    names: Vec<String>,
    births: Vec<String>,
    nationalities: Vec<String>,
    identifications: Vec<String>,
    programmes: Vec<String>,
    regulations: Vec<String>,
    links: Vec<String>,
    /// The day it was listed, as the list writes it.
    since: String,
    remark: String,
    decision: Option<MatchDecisionSeen>,
}

impl PossibleMatchSeen {
    fn of(found: PossibleMatch, decision: Option<MatchDecisionSeen>) -> Self {
        let PossibleMatch { number, list, likeness, alike, weak, entry } = found;
        let ListedSubject {
            reference,
            kind,
            names,
            births,
            nationalities,
            identifications,
            programmes,
            regulations,
            links,
            since,
            remark,
            ..
        } = entry;
        let names = names.into_iter().map(|it| it.text).collect();
        Self {
            number,
            list,
            likeness,
            alike,
            weak,
            kind,
            reference,
            names,
            births,
            nationalities,
            identifications,
            programmes,
            regulations,
            links,
            since,
            remark,
            decision,
        }
    }
}

/// What a person decided.
#[derive(Serialize, ToSchema)]
pub struct MatchDecisionSeen {
    /// `other_person` or `same_person`.
    #[schema(value_type = String)]
    outcome: MatchOutcome,
    reason: String,
    by: Option<String>,
    at: String,
    /// It was taken on an earlier screening, on the same name and an entry that did not change since.
    carried: bool,
}

impl MatchDecisionSeen {
    fn of(it: &MatchDecision, people: &HashMap<UserId, String>) -> Self {
        Self {
            outcome: it.outcome,
            reason: it.reason.clone(),
            by: it.by.and_then(|by| people.get(&by).cloned()),
            at: it.at.to_string(),
            carried: it.carried,
        }
    }
}
