//! The slots of mails, what was told, and what is switched off.

use std::collections::BTreeSet;

use jiff::{SignedDuration, civil::date};
use legalmind_core::{
    account::Role,
    mail::{Fell, MailKind, MailState, Matter, Nearness},
};
use legalmind_store::{
    Error,
    mail::{self, Slot, Taken},
};

use crate::house::{House, both, save};

async fn the_slot_of_a_mail_is_taken_once(house: &House) {
    let (firm, other) = (house.firm().await, house.firm().await);
    let (ctx, stranger) = (house.lawyer(firm), house.lawyer(other));
    let matter = Matter::Task(house.id(), "melden-ap".to_owned(), house.world.clock.now(), Fell::Opened);
    let (day, fell) = (Slot::Day(date(2026, 12, 1)), Slot::Fell(&matter));
    let take = async |slot, lost: Option<SignedDuration>| {
        let lost = lost.map(|it| house.world.clock.now().checked_sub(it).unwrap());
        let work = house.store.begin(&ctx).await.unwrap();
        let taken = mail::take(&ctx, &work, (firm.user, slot), lost).await.unwrap();
        save(work, "mail.send").await;
        taken
    };
    let settle = async |slot, state| {
        let work = house.store.begin(&ctx).await.unwrap();
        let settled = mail::settle(&ctx, &work, (firm.user, slot), state).await.unwrap();
        save(work, "mail.send").await;
        settled
    };
    let minutes = SignedDuration::from_mins;
    for slot in [day, fell] {
        assert_eq!(take(slot, None).await, Taken::New);
        assert_eq!(take(slot, None).await, Taken::No);
        // it waits: whoever comes first has it
        assert!(settle(slot, MailState::Waiting).await);
        assert!(!settle(slot, MailState::Sent).await, "nobody had it");
        assert_eq!((take(slot, None).await, take(slot, None).await), (Taken::Again, Taken::No));
        // it is lost after a while, where that is asked
        house.pass(5 * 60_000);
        assert_eq!(take(slot, None).await, Taken::No);
        assert_eq!(take(slot, Some(minutes(6))).await, Taken::No);
        assert_eq!(take(slot, Some(minutes(5))).await, Taken::Again);
        assert!(settle(slot, MailState::Sent).await);
        assert_eq!(take(slot, Some(minutes(0))).await, Taken::No, "it is done with");
    }
    assert_eq!(take(Slot::Day(date(2026, 12, 2)), None).await, Taken::New, "another day is another mail");
    let tx = house.store.read(&ctx).await.unwrap();
    assert_eq!(mail::had(&ctx, &tx, date(2026, 12, 1)).await.unwrap(), BTreeSet::from([firm.user]));
    assert_eq!(mail::state(&ctx, &tx, (firm.user, day)).await.unwrap(), Some(MailState::Sent));
    assert!(mail::last_sent(&ctx, &tx).await.unwrap().is_some());
    let since = jiff::Timestamp::UNIX_EPOCH;
    let last = mail::last(&ctx, &tx, since).await.unwrap();
    assert_eq!(
        last.iter().map(|it| (it.user, it.state)).collect::<Vec<_>>(),
        [(firm.user, MailState::Sending)]
    );
    drop(tx);
    let tx = house.store.read(&stranger).await.unwrap();
    assert!(mail::had(&stranger, &tx, date(2026, 12, 1)).await.unwrap().is_empty());
    assert!(mail::last(&stranger, &tx, since).await.unwrap().is_empty());
    assert_eq!(mail::last_sent(&stranger, &tx).await.unwrap(), None);
    drop(tx);
    // nobody of another firm is mailed
    let work = house.store.begin(&stranger).await.unwrap();
    let foreign = mail::take(&stranger, &work, (firm.user, day), None).await;
    assert!(matches!(foreign, Err(Error::NotFound)), "{foreign:?}");
}

async fn what_a_person_knows_and_does_not_want_is_their_own(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let colleague = house.person(firm, Role::Staff).await;
    let some = BTreeSet::from([Matter::Deadline(house.id(), Nearness::Soon), Matter::Report(house.id())]);
    let fewer: BTreeSet<Matter> = some.iter().take(1).cloned().collect();
    for told in [&some, &fewer] {
        let work = house.store.begin(&ctx).await.unwrap();
        mail::set_told(&ctx, &work, firm.user, told).await.unwrap();
        save(work, "mail.send").await;
        let tx = house.store.read(&ctx).await.unwrap();
        assert_eq!(&mail::told(&ctx, &tx, firm.user).await.unwrap(), told);
        assert!(mail::told(&ctx, &tx, colleague).await.unwrap().is_empty());
    }
    for off in [vec![MailKind::Clocks, MailKind::Tasks], vec![MailKind::Reports], vec![]] {
        let work = house.store.begin(&ctx).await.unwrap();
        mail::set_off(&ctx, &work, firm.user, &off).await.unwrap();
        save(work, "mail.choose").await;
        let tx = house.store.read(&ctx).await.unwrap();
        let mut kept = mail::off(&ctx, &tx, firm.user).await.unwrap();
        kept.sort_by_key(|it| it.as_str());
        assert_eq!(kept, off);
        assert!(mail::off(&ctx, &tx, colleague).await.unwrap().is_empty());
    }
}

both!(the_slot_of_a_mail_is_taken_once, what_a_person_knows_and_does_not_want_is_their_own);
