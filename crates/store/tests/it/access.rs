//! Rights in the database are the rights of the policies.

use std::collections::BTreeSet;

use legalmind_core::{
    DossierId, UserId,
    account::Role,
    dossier::{Access, DossierFacts, DossierState},
    rights::{Action, decide_for},
};
use legalmind_store::{
    Ask, Error, audit,
    dossier::{self, DossierDraft, Filter},
    rights,
    wall::{self, WallContent},
};

use crate::house::{Firm, House, both, save};

both!(
    p047_p048_rights_in_the_query_are_the_rights_of_the_policies,
    p047_what_may_not_be_read_is_not_there,
    p047_what_is_hidden_and_what_is_not_there_leave_the_same_entry,
    walls_are_listed_by_the_piece,
    a_dossier_is_found_by_its_number,
    walls_of_before_reasons_were_kept_are_read,
);

/// A firm drawn at random, with what was drawn.
struct Drawn {
    people: Vec<(UserId, Role)>,
    dossiers: Vec<(DossierId, Access, DossierState, UserId)>,
    members: BTreeSet<(DossierId, UserId)>,
    walls: BTreeSet<(DossierId, UserId)>,
}

impl Drawn {
    async fn draw(house: &House, firm: Firm) -> Self {
        let bytes: [u8; 4096] = house.world.random();
        let mut bytes = bytes.into_iter();
        let mut below = move |n: u8| bytes.next().expect("enough") % n;
        let mut people = Vec::new();
        for role in Role::ALL.into_iter().chain(Role::ALL) {
            people.push((house.person(firm, role).await, role));
        }
        let ctx = house.lawyer(firm);
        let work = house.store.begin(&ctx).await.unwrap();
        let mut drawn =
            Self { people, dossiers: Vec::new(), members: BTreeSet::new(), walls: BTreeSet::new() };
        for _ in 0..60 {
            let access = if below(2) == 0 { Access::Members } else { Access::Firm };
            let state = if below(3) == 0 { DossierState::Closed } else { DossierState::Open };
            let (responsible, _) = drawn.people[usize::from(below(8))];
            let draft =
                DossierDraft { state, access, responsible: Some(responsible), ..DossierDraft::default() };
            let dossier = house.id();
            dossier::add(&ctx, &work, dossier, &draft).await.unwrap();
            drawn.dossiers.push((dossier, access, state, responsible));
            for (user, _) in &drawn.people {
                if below(3) == 0 {
                    dossier::add_member(&ctx, &work, dossier, *user).await.unwrap();
                    drawn.members.insert((dossier, *user));
                }
                if below(5) == 0 {
                    wall::raise(&ctx, &work, dossier, *user, &WallContent::default()).await.unwrap();
                    drawn.walls.insert((dossier, *user));
                }
            }
        }
        save(work, "dossier.create").await;
        drawn
    }

    fn facts(&self, user: UserId) -> impl Iterator<Item = (DossierId, DossierFacts)> + '_ {
        self.dossiers.iter().map(move |&(dossier, access, state, responsible)| {
            let facts = DossierFacts {
                member: self.members.contains(&(dossier, user)),
                responsible: responsible == user,
                walled: self.walls.contains(&(dossier, user)),
                open_to_firm: access == Access::Firm,
                closed: state == DossierState::Closed,
            };
            (dossier, facts)
        })
    }
}

async fn p047_p048_rights_in_the_query_are_the_rights_of_the_policies(house: &House) {
    let firm = house.firm().await;
    let drawn = Drawn::draw(house, firm).await;
    for &(user, role) in &drawn.people {
        let ctx = house.ctx(firm.tenant, user, role);
        let tx = house.store.read(&ctx).await.unwrap();
        let mut readable = BTreeSet::new();
        for (dossier, facts) in drawn.facts(user) {
            assert_eq!(dossier::facts(&ctx, &tx, dossier).await.unwrap(), Some(facts));
            if decide_for(role, true, Action::DossierRead, facts).is_ok() {
                readable.insert(dossier);
            }
            let required = rights::require(&ctx, &tx, Action::DossierUpdate, dossier).await;
            let reads = readable.contains(&dossier);
            match decide_for(role, true, Action::DossierUpdate, facts) {
                Ok(()) => assert_eq!(required.unwrap(), facts),
                Err(_) if reads => assert!(matches!(required, Err(Error::Refused(_)))),
                Err(_) => assert!(matches!(required, Err(Error::NotFound))),
            }
        }
        let visible = dossier::visible(&ctx, &tx).await.unwrap();
        assert_eq!(visible.into_iter().collect::<BTreeSet<_>>(), readable, "{role:?}");
        let listed = dossier::list(&ctx, &tx, &Filter::default(), &Ask::first(200)).await.unwrap();
        assert_eq!(listed.items.iter().map(|it| it.dossier.id).collect::<BTreeSet<_>>(), readable);
    }
}

async fn p047_what_may_not_be_read_is_not_there(house: &House) {
    let firm = house.firm().await;
    let dossier = house.dossier(firm, "Achter de muur").await;
    let ctx = house.lawyer(firm);
    let require = async |action| {
        let tx = house.store.read(&ctx).await.unwrap();
        rights::require(&ctx, &tx, action, dossier).await
    };
    assert!(require(Action::DossierAccess).await.unwrap().member);
    let work = house.store.begin(&ctx).await.unwrap();
    let why = |reason: &str| WallContent { reason: reason.to_owned() };
    assert!(wall::raise(&ctx, &work, dossier, firm.user, &why("Familie")).await.unwrap());
    assert!(!wall::raise(&ctx, &work, dossier, firm.user, &why("Anders")).await.unwrap());
    save(work, "wall.raise").await;
    assert!(matches!(require(Action::DossierRead).await, Err(Error::NotFound)));
    let work = house.store.begin(&ctx).await.unwrap();
    let [standing] = &wall::around(&ctx, &work, dossier).await.unwrap()[..] else { panic!("one wall") };
    assert_eq!((standing.user, standing.content.reason.as_str()), (firm.user, "Familie"));
    wall::lift(&ctx, &work, dossier, firm.user).await.unwrap();
    assert!(matches!(wall::lift(&ctx, &work, dossier, firm.user).await, Err(Error::NotFound)));
    save(work, "wall.lift").await;
    assert!(require(Action::DossierRead).await.is_ok());
    let work = house.store.begin(&ctx).await.unwrap();
    dossier::remove_member(&ctx, &work, dossier, firm.user).await.unwrap();
    assert!(dossier::members(&ctx, &work, dossier).await.unwrap().is_empty());
    save(work, "member.remove").await;
    assert!(matches!(require(Action::DossierRead).await, Err(Error::NotFound)));
    let work = house.store.begin(&ctx).await.unwrap();
    let unknown = dossier::add_member(&ctx, &work, house.id(), firm.user).await;
    assert!(matches!(unknown, Err(Error::NotFound)), "{unknown:?}");
}

async fn p047_what_is_hidden_and_what_is_not_there_leave_the_same_entry(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let hidden = house.dossier(firm, "Achter de muur").await;
    let work = house.store.writing(&ctx, Action::DossierUpdate, hidden).await.unwrap();
    wall::raise(&ctx, &work, hidden, firm.user, &WallContent::default()).await.unwrap();
    save(work, "wall.raise").await;
    for dossier in [hidden, house.id()] {
        let read = house.store.reading(&ctx, Action::DossierSearch, dossier).await;
        let written = house.store.writing(&ctx, Action::DossierUpdate, dossier).await;
        assert!(matches!((read.err(), written.err()), (Some(Error::NotFound), Some(Error::NotFound))));
        let tx = house.store.read(&ctx).await.unwrap();
        let log = audit::list(&ctx, &tx, &audit::Filter::default(), &Ask::first(2)).await.unwrap().items;
        let entries = log.iter().map(|it| (it.action.as_str(), it.outcome.as_str(), it.id));
        let own = Some(dossier.uuid());
        let expected = [("dossier.update", "refused", own), ("dossier.search", "refused", own)];
        assert_eq!(entries.collect::<Vec<_>>(), expected);
    }
}

async fn walls_are_listed_by_the_piece(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let people = [house.person(firm, Role::Staff).await, house.person(firm, Role::Lawyer).await, firm.user];
    let work = house.store.begin(&ctx).await.unwrap();
    let mut raised = BTreeSet::new();
    for _ in 0..3 {
        let dossier = house.id();
        dossier::add(&ctx, &work, dossier, &DossierDraft::default()).await.unwrap();
        for user in people {
            wall::raise(&ctx, &work, dossier, user, &WallContent::default()).await.unwrap();
            raised.insert((dossier, user));
        }
    }
    save(work, "wall.raise").await;
    let stranger = house.lawyer(house.firm().await);
    let tx = house.store.read(&stranger).await.unwrap();
    assert!(wall::list(&stranger, &tx, &Ask::default()).await.unwrap().items.is_empty());
    let tx = house.store.read(&ctx).await.unwrap();
    let (mut seen, mut ask) = (Vec::new(), Ask::first(2));
    loop {
        let piece = wall::list(&ctx, &tx, &ask).await.unwrap();
        seen.extend(piece.items.into_iter().map(|it| (it.dossier, it.user)));
        ask.after = piece.next;
        if ask.after.is_none() {
            break;
        }
    }
    assert_eq!((seen.len(), seen.into_iter().collect::<BTreeSet<_>>()), (9, raised));
    let odd = Ask { after: Some("x.y".to_owned()), ..Ask::default() };
    assert!(matches!(wall::list(&ctx, &tx, &odd).await, Err(Error::Cursor)));
}

async fn a_dossier_is_found_by_its_number(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    let mut ids = Vec::new();
    for number in ["2026-0147", "2026-014", "2026-0147 ", "2026-b", ""] {
        let mut draft = DossierDraft::default();
        draft.content.number = number.to_owned();
        let dossier = house.id();
        dossier::add(&ctx, &work, dossier, &draft).await.unwrap();
        ids.push(dossier);
    }
    save(work, "dossier.create").await;
    for (number, expected) in [
        ("2026-014", vec![ids[1]]),
        (" 2026-B ", vec![ids[3]]),
        ("2026-0147", vec![ids[0], ids[2]]),
        ("2026", vec![]),
        ("", vec![]),
        (" ", vec![]),
    ] {
        let tx = house.store.read(&ctx).await.unwrap();
        let mut found = dossier::find_by_number(&ctx, &tx, number).await.unwrap();
        found.sort();
        let mut expected = expected;
        expected.sort();
        assert_eq!(found, expected, "{number:?}");
    }
    let stranger = house.lawyer(house.firm().await);
    let tx = house.store.read(&stranger).await.unwrap();
    assert!(dossier::find_by_number(&stranger, &tx, "2026-014").await.unwrap().is_empty());
}

async fn walls_of_before_reasons_were_kept_are_read(house: &House) {
    let firm = house.firm().await;
    let dossier = house.dossier(firm, "Oud").await;
    let ctx = house.lawyer(firm);
    let work = house.store.begin(&ctx).await.unwrap();
    wall::raise(&ctx, &work, dossier, firm.user, &WallContent { reason: "Weg".to_owned() }).await.unwrap();
    save(work, "wall.raise").await;
    assert_eq!(house.tamper("UPDATE wall SET sealed = NULL").await, 1);
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(wall::get(&ctx, &tx, dossier, firm.user).await.unwrap().content, WallContent::default());
}
