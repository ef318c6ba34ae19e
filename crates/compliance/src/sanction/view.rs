//! The screening of a dossier as it is shown: lists with their age, what has to be done again.

use std::collections::HashMap;

use legalmind_core::{
    Ctx, DossierId, ScreeningId, Timestamp, UserId,
    sanction::{ListAge, ListHead, SanctionList},
};
use legalmind_law::sanction::Standing;
use legalmind_store::{
    Tx, dossier,
    sanction::{self as rows, Screening},
};

use super::{Asked, Lists, MOST, Sanctions, parties};
use crate::{Result, access::names, zone};

/// A list as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListNow {
    /// Which.
    pub list: SanctionList,
    /// What was imported, with its age today; none where it never was or does not open.
    pub head: Option<(ListHead, ListAge)>,
    /// It was imported and does not open any more.
    pub damaged: bool,
}

/// Why a dossier has to be screened, or screened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It never was.
    Never,
    /// There is a list that the last screening did not look at.
    NewList,
    /// There is a party that it did not look at.
    NewParty,
}

/// A screening in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreeningHead {
    /// Its id.
    pub id: ScreeningId,
    /// When it was made.
    pub created: Timestamp,
    /// The name of who made it.
    pub created_by: Option<String>,
    /// How many names were held against the lists.
    pub names: usize,
    /// How many possible matches there were.
    pub matches: usize,
    /// How many of them have no decision.
    pub undecided: usize,
}

/// A screening as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreeningView {
    /// The screening.
    pub screening: Screening,
    /// The lists it looked at, each with its age on that day.
    pub lists: Vec<(ListHead, ListAge)>,
    /// The names of people.
    pub people: HashMap<UserId, String>,
}

/// The screening of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SanctionsView {
    /// The lists, as they stand today.
    pub lists: Vec<ListNow>,
    /// The names that the dossier has of itself.
    pub parties: Vec<Asked>,
    /// Why it has to be done, or done again; empty where it has not.
    pub again: Vec<Again>,
    /// The last screening.
    pub last: Option<ScreeningView>,
    /// Those before it, newest first.
    pub earlier: Vec<ScreeningHead>,
}

impl ScreeningView {
    pub(super) async fn of(ctx: &Ctx, tx: &Tx, screening: Screening) -> Result<Self> {
        let on = screening.content.on;
        let lists = screening.content.lists.iter().map(|it| (it.clone(), ListAge::of(it.date, on)));
        Ok(Self { lists: lists.collect(), people: names(ctx, tx).await?, screening })
    }
}

impl Sanctions {
    pub(super) async fn view(
        &self,
        ctx: &Ctx,
        tx: &Tx,
        dossier: DossierId,
        lists: &Lists,
    ) -> Result<SanctionsView> {
        let today = self.world.now().to_zoned(zone()).date();
        let now = |(list, standing): &(SanctionList, Standing)| ListNow {
            list: *list,
            head: standing.list().map(|it| (it.head.clone(), ListAge::of(it.head.date, today))),
            damaged: matches!(standing, Standing::Damaged),
        };
        let lists: Vec<ListNow> = lists.iter().map(now).collect();
        let parties = parties(&dossier::get(ctx, tx, dossier).await?);
        let mut all = rows::list(ctx, tx, dossier, MOST).await?.into_iter();
        let last = match all.next() {
            Some(last) => Some(ScreeningView::of(ctx, tx, last).await?),
            None => None,
        };
        let people = last.as_ref().map(|it| &it.people);
        let earlier = all.map(|it| head(&it, people)).collect();
        Ok(SanctionsView { again: again(&lists, &parties, last.as_ref()), lists, parties, last, earlier })
    }
}

fn head(it: &Screening, people: Option<&HashMap<UserId, String>>) -> ScreeningHead {
    ScreeningHead {
        id: it.id,
        created: it.created,
        created_by: it.created_by.and_then(|by| people?.get(&by).cloned()),
        names: it.content.names.len(),
        matches: it.content.matches().count(),
        undecided: it.content.undecided(),
    }
}

fn again(lists: &[ListNow], parties: &[Asked], last: Option<&ScreeningView>) -> Vec<Again> {
    let Some(last) = last.map(|it| &it.screening.content) else { return vec![Again::Never] };
    let seen = |head: &ListHead| last.lists.iter().any(|it| it.sha256 == head.sha256 && it.list == head.list);
    let newer = lists.iter().filter_map(|it| it.head.as_ref()).any(|(head, _)| !seen(head));
    let other = parties.iter().any(|it| last.names.iter().all(|known| known.name != it.name));
    [(newer, Again::NewList), (other, Again::NewParty)]
        .into_iter()
        .filter_map(|(is, why)| is.then_some(why))
        .collect()
}
