//! The audit log: complete, in order, and nothing in it can be changed unseen.

use std::collections::BTreeSet;

use legalmind_core::audit::{Entry, Outcome};
use legalmind_store::{
    Ask, Error,
    audit::{self, Filter},
};

use crate::house::{Firm, House, both, save};

both!(
    p062_edit_delete_reorder_and_cut_are_seen,
    p062_the_database_itself_refuses_to_change_an_entry,
    two_hundred_looks_at_once_chain_up,
    entries_say_who_what_when_and_where_from,
);

async fn looks(house: &House, firm: Firm, many: u64) {
    let ctx = house.lawyer(firm);
    for _ in 0..many {
        house.store.look(&ctx, Entry::done("document.read", "document", uuid::Uuid::nil())).await.unwrap();
    }
}

async fn verify(house: &House, firm: Firm) -> Result<audit::Head, Error> {
    let ctx = house.lawyer(firm);
    let tx = house.store.read(&ctx).await.unwrap();
    audit::verify(&ctx, &tx).await
}

/// Takes the guards off, as an intruder with the file or a superuser's password would.
async fn unguard(house: &House) {
    let off = if house.is_postgres() {
        "DROP TRIGGER audit_kept ON audit"
    } else {
        "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete"
    };
    house.tamper(off).await;
}

async fn p062_edit_delete_reorder_and_cut_are_seen(house: &House) {
    let attacks = [
        "UPDATE audit SET action = 'document.made' WHERE seq = 3",
        "UPDATE audit SET at = at + 1 WHERE seq = 3",
        "UPDATE audit SET outcome = 'refused' WHERE seq = 3",
        "UPDATE audit SET account = NULL WHERE seq = 3",
        "UPDATE audit SET object_id = NULL WHERE seq = 3",
        "UPDATE audit SET sealed = (SELECT sealed FROM audit WHERE seq = 4) WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3; UPDATE audit SET seq = seq - 1 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5",
        "UPDATE audit SET seq = 99 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 99",
        "DELETE FROM audit WHERE seq = 5",
        "INSERT INTO audit SELECT tenant, 6, at, account, job, request, action, object, object_id, dossier, outcome, link, sealed FROM audit WHERE seq = 5",
    ];
    unguard(house).await;
    let sound = house.firm().await;
    looks(house, sound, 4).await;
    for attack in attacks {
        // Each on a firm of its own, so that each is the only thing wrong.
        let firm = house.firm().await;
        looks(house, firm, 4).await;
        assert_eq!(verify(house, firm).await.unwrap().seq, 5);
        let hex = firm.tenant.uuid().simple().to_string();
        let own =
            if house.is_postgres() { format!("tenant = '\\x{hex}'") } else { format!("tenant = x'{hex}'") };
        let attack = attack.replace("WHERE", &format!("WHERE {own} AND"));
        assert!(house.tamper(&attack).await > 0, "{attack}");
        assert!(matches!(verify(house, firm).await, Err(Error::Integrity)), "{attack}");
        // what stands before it holds still, and from there on it is seen too
        let ctx = house.lawyer(firm);
        let tx = house.store.read(&ctx).await.unwrap();
        let from = audit::follow(&ctx, &tx, audit::BEGIN).await.unwrap();
        assert!(!from.holds && from.head.seq >= 2, "{attack}");
        assert!(!audit::follow(&ctx, &tx, from.head).await.unwrap().holds, "{attack}");
    }
    assert_eq!(verify(house, sound).await.unwrap().seq, 5);
}

async fn p062_the_database_itself_refuses_to_change_an_entry(house: &House) {
    let firm = house.firm().await;
    looks(house, firm, 2).await;
    for attack in ["UPDATE audit SET action = 'x'", "DELETE FROM audit"] {
        let refused = house.try_tamper(attack).await;
        assert!(refused.is_err_and(|it| it.to_string().contains("append only")));
    }
    assert_eq!(verify(house, firm).await.unwrap().seq, 3);
}

async fn two_hundred_looks_at_once_chain_up(house: &House) {
    let (one, other) = (house.firm().await, house.firm().await);
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..200_u32 {
        let firm = if n % 4 == 0 { other } else { one };
        let (store, ctx) = (house.store.clone(), house.lawyer(firm));
        tasks.spawn(async move {
            let entry = Entry::done("search", "search", uuid::Uuid::from_u128(n.into()));
            store.look(&ctx, entry).await
        });
    }
    // Units of work get in between.
    for _ in 0..5 {
        let ctx = house.lawyer(one);
        save(house.store.begin(&ctx).await.unwrap(), "between").await;
    }
    while let Some(look) = tasks.join_next().await {
        look.unwrap().unwrap();
    }
    assert_eq!(verify(house, one).await.unwrap().seq, 1 + 150 + 5);
    assert_eq!(verify(house, other).await.unwrap().seq, 1 + 50);
    let ctx = house.lawyer(one);
    let tx = house.store.read(&ctx).await.unwrap();
    let filter = Filter { action: Some("search".to_owned()), ..Filter::default() };
    let listed = audit::list(&ctx, &tx, &filter, &Ask::first(200)).await.unwrap();
    assert_eq!(listed.items.iter().filter_map(|it| it.id).collect::<BTreeSet<_>>().len(), 150);
}

async fn entries_say_who_what_when_and_where_from(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (object, dossier) = (uuid::Uuid::from_u128(7), house.id());
    let entry =
        Entry::done("document.read", "document", object).in_dossier(dossier).outcome(Outcome::Refused);
    house.store.look(&ctx, entry).await.unwrap();
    let tx = house.store.read(&ctx).await.unwrap();
    let first = audit::list(&ctx, &tx, &Filter::default(), &Ask::first(1)).await.unwrap();
    let [record] = first.items.as_slice() else { panic!("one") };
    assert_eq!((record.seq, record.user, record.request), (2, Some(firm.user), ctx.request()));
    assert_eq!(
        (record.action.as_str(), record.object.as_str(), record.outcome.as_str()),
        ("document.read", "document", "refused")
    );
    assert_eq!((record.id, record.dossier, record.at), (Some(object), Some(dossier), house.world.now()));
    assert_eq!((record.source.origin.as_str(), record.source.role), ("192.0.2.7", ctx.role()));
    let ask = Ask { limit: 10, after: first.next };
    let rest = audit::list(&ctx, &tx, &Filter::default(), &ask).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    let by = |user, dossier| Filter { user, dossier, action: None };
    assert_eq!(
        audit::list(&ctx, &tx, &by(None, Some(dossier)), &Ask::default()).await.unwrap().items.len(),
        1
    );
    assert_eq!(
        audit::list(&ctx, &tx, &by(Some(house.id()), None), &Ask::default()).await.unwrap().items.len(),
        0
    );
    let wrong = Ask { limit: 10, after: Some("x".to_owned()) };
    assert!(matches!(audit::list(&ctx, &tx, &Filter::default(), &wrong).await, Err(Error::Cursor)));
}
