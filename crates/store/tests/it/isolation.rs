//! What one firm keeps, no other sees, and the database itself sees no content.

use std::collections::BTreeSet;

use legalmind_core::{
    audit::Entry, check::CheckState, document::DocumentContent, dossier::DossierContent, passage::Page,
    playbook::PlaybookContent,
};
use legalmind_store::{
    Error, answer,
    check::{self, CheckOf},
    conflict, deadline, document,
    dossier::{self, DossierDraft},
    library, page,
    passage::{self, NewPassage},
    playbook::Playbooks,
    sanction, session, upload, version,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

use crate::house::{Engine, House, both, save};

both!(
    p047_another_firms_rows_are_not_there,
    p047_row_level_security_bites_without_the_repositories,
    p055_no_content_is_in_the_clear,
    p055_a_flipped_bit_or_a_moved_value_is_an_integrity_error,
    every_tenant_table_has_the_tenant_first_in_its_key,
    p050_no_column_of_any_table_is_there_for_a_password,
);

const CANARY: &str = "kanarieVogelZeldzaam";

async fn p047_another_firms_rows_are_not_there(house: &House) {
    let (mine, theirs) = (house.firm().await, house.firm().await);
    let dossier = house.dossier(theirs, "Van hen").await;
    let (id, of) = house.document(theirs, dossier, "x.pdf", [1; 32]).await;
    let ctx = house.lawyer(mine);
    let tx = house.store.read(&ctx).await.unwrap();
    assert!(matches!(dossier::get(&ctx, &tx, dossier).await, Err(Error::NotFound)));
    assert!(dossier::facts(&ctx, &tx, dossier).await.unwrap().is_none());
    assert!(dossier::get_all(&ctx, &tx, &[dossier]).await.unwrap().is_empty());
    assert!(matches!(document::get(&ctx, &tx, id).await, Err(Error::NotFound)));
    assert!(matches!(version::get(&ctx, &tx, of).await, Err(Error::NotFound)));
    assert!(page::text(&ctx, &tx, of).await.unwrap().is_empty());
    assert!(matches!(answer::get(&ctx, &tx, house.id()).await, Err(Error::NotFound)));
    assert!(matches!(upload::get(&ctx, &tx, house.id()).await, Err(Error::NotFound)));
    // A context of one firm does not fit a transaction of another.
    let other = house.lawyer(theirs);
    assert!(matches!(dossier::get(&other, &tx, dossier).await, Err(Error::NotFound)));
    drop(tx);
    let glance = house.store.glance(&ctx).await.unwrap();
    assert!(document::titles(&ctx, &glance, &[id]).await.unwrap().is_empty());
    assert!(dossier::visible(&ctx, &glance).await.unwrap().is_empty());
    assert!(matches!(document::titles(&other, &glance, &[id]).await, Err(Error::NotFound)));
    drop(glance);
    let work = house.store.begin(&ctx).await.unwrap();
    let member = dossier::add_member(&ctx, &work, dossier, mine.user).await;
    assert!(matches!(member, Err(Error::NotFound)), "{member:?}");
}

async fn p047_row_level_security_bites_without_the_repositories(house: &House) {
    if !house.is_postgres() {
        return;
    }
    let (mine, theirs) = (house.firm().await, house.firm().await);
    let dossier = house.dossier(theirs, "Van hen").await;
    house.document(theirs, dossier, "x.pdf", [1; 32]).await;
    let mut connection = PgConnection::connect(&house.options.url).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'seaql_migrations'")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    assert!(tables.len() > 20);
    let mut seen_by_system = BTreeSet::new();
    for table in &tables {
        let count = AssertSqlSafe(format!("SELECT count(*) FROM \"{table}\""));
        let no_scope: i64 = sqlx::query_scalar(count).fetch_one(&mut connection).await.unwrap();
        assert_eq!(no_scope, 0, "{table} without a scope");
        let forced: bool = sqlx::query_scalar("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1")
            .bind(table)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert!(forced, "{table}");
        let policy: String = sqlx::query_scalar("SELECT qual FROM pg_policies WHERE tablename = $1")
            .bind(table)
            .fetch_one(&mut connection)
            .await
            .unwrap();
        if policy.contains("system") {
            seen_by_system.insert(table.as_str());
        }
        if table == "throttle" {
            continue;
        }
        for (tenant, own) in [(mine.tenant, true), (theirs.tenant, false)] {
            let mut tx = connection.begin().await.unwrap();
            let scope =
                format!("SELECT set_config('legalmind.tenant', '{}', true)", mine.tenant.uuid().simple());
            sqlx::raw_sql(AssertSqlSafe(scope)).execute(&mut *tx).await.unwrap();
            let hex = tenant.uuid().simple().to_string();
            let count = format!("SELECT count(*) FROM \"{table}\" WHERE tenant = '\\x{hex}'");
            let seen: i64 = sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut *tx).await.unwrap();
            assert!(own || seen == 0, "{table}");
            if table == "tenant" && own {
                assert_eq!(seen, 1);
            }
        }
    }
    assert_eq!(seen_by_system, BTreeSet::from(["calendar", "job", "login", "session", "tenant", "throttle"]));
    // Nor can a row be written into another firm.
    let mut tx = connection.begin().await.unwrap();
    let scope = format!("SELECT set_config('legalmind.tenant', '{}', true)", mine.tenant.uuid().simple());
    sqlx::raw_sql(AssertSqlSafe(scope)).execute(&mut *tx).await.unwrap();
    let hex = theirs.tenant.uuid().simple().to_string();
    let smuggle = format!("INSERT INTO change VALUES ('\\x{hex}', 99, 'version_removed', '', '', '')");
    assert!(sqlx::raw_sql(AssertSqlSafe(smuggle)).execute(&mut *tx).await.is_err());
}

async fn fill(house: &House) -> crate::house::Firm {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let dossier = house.id();
    let text = CANARY.to_owned();
    let content = DossierContent { name: text.clone(), client: text.clone(), ..DossierContent::default() };
    let draft = DossierDraft { content, ..DossierDraft::default() };
    let (mut document, mut of) = house.new_document(dossier, CANARY, [1; 32]);
    document.content = DocumentContent { name: text.clone(), folder: vec![text.clone()] };
    of.content.title = Some(text.clone());
    let id = house.id();
    let asked = answer::AnswerContent::asked(CANARY, legalmind_core::answer::AnswerMode::Model);
    let new = session::NewSession {
        id: house.id(),
        token_hash: [1; 32],
        user: firm.user,
        level: session::Level::Full,
        ends: house.world.now(),
        content: session::SessionContent { agent: text.clone(), address: text.clone() },
    };
    let passage = NewPassage {
        page: legalmind_core::PageNumber(1),
        range: legalmind_core::CharRange { start: 0, end: 1 },
        heading: Some(text.repeat(100)),
    };
    let work = house.store.begin(&ctx).await.unwrap();
    dossier::add(&ctx, &work, dossier, &draft).await.unwrap();
    document::add(&ctx, &work, &document).await.unwrap();
    version::add(&ctx, &work, &of).await.unwrap();
    let of = of.id;
    page::put_all(&ctx, &work, of, &[Page { text: text.clone(), ..Page::default() }]).await.unwrap();
    passage::put_all(&ctx, &work, of, &[passage]).await.unwrap();
    answer::add(&ctx, &work, id, dossier, &asked).await.unwrap();
    let event = answer::Event { seq: 1, data: text.clone() };
    answer::add_events(&ctx, &work, id, &[event]).await.unwrap();
    session::add(&ctx, &work, &new).await.unwrap();
    let due = crate::deadlines::new(house, dossier, CANARY, jiff::civil::date(2026, 12, 1), Some(firm.user));
    deadline::add(&ctx, &work, &due).await.unwrap();
    let kept = PlaybookContent { key: Some(text.clone()), approved: None };
    let playbook = house.id();
    let written = crate::checks::version(CANARY);
    library::add::<Playbooks>(&ctx, &work, playbook, Some(CANARY), &kept, &written).await.unwrap();
    let held =
        CheckOf { dossier, document: document.id, version: of, playbook, playbook_number: 1, previous: None };
    check::add(&ctx, &work, house.id(), held, CheckState::Open, &crate::checks::content(CANARY))
        .await
        .unwrap();
    conflict::add(&ctx, &work, house.id(), dossier, &crate::conflicts::content(CANARY)).await.unwrap();
    conflict::intake::add(&ctx, &work, house.id(), &crate::conflicts::content(CANARY)).await.unwrap();
    sanction::add(&ctx, &work, house.id(), dossier, &crate::sanctions::content(CANARY, true)).await.unwrap();
    save(work, "fill").await;
    #[expect(clippy::disallowed_methods, reason = "tests stand in for authentication")]
    let named = legalmind_core::Ctx::issue(
        firm.tenant,
        legalmind_core::Actor::User(firm.user),
        ctx.role(),
        house.id(),
        house.world.now(),
        CANARY,
    );
    house.store.look(&named, Entry::done("x", "x", uuid::Uuid::nil())).await.unwrap();
    firm
}

async fn p055_no_content_is_in_the_clear(house: &House) {
    fill(house).await;
    match &house.engine {
        Engine::Sqlite { dir } => {
            for file in std::fs::read_dir(dir.path()).unwrap() {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                assert!(!bytes.windows(CANARY.len()).any(|it| it == CANARY.as_bytes()));
                assert!(!bytes.windows(4).any(|it| it == b"Noor"));
            }
        }
        Engine::Postgres { .. } => {
            let mut admin = PgConnection::connect(&house.admin_url()).await.unwrap();
            let tables: Vec<String> =
                sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
                    .fetch_all(&mut admin)
                    .await
                    .unwrap();
            let hex = |it: &str| it.bytes().map(|it| format!("{it:02x}")).collect::<String>();
            for table in tables {
                let rows = AssertSqlSafe(format!("SELECT t::text FROM \"{table}\" t"));
                let rows: Vec<String> = sqlx::query_scalar(rows).fetch_all(&mut admin).await.unwrap();
                for row in rows {
                    assert!(!row.contains(CANARY) && !row.contains(&hex(CANARY)), "{table}");
                    assert!(!row.contains("Noor") && !row.contains(&hex("Noor")), "{table}");
                }
            }
        }
    }
}

async fn p055_a_flipped_bit_or_a_moved_value_is_an_integrity_error(house: &House) {
    let firm = house.firm().await;
    let ctx = house.lawyer(firm);
    let (one, two) = (house.dossier(firm, "Een").await, house.dossier(firm, "Twee").await);
    let read = async |dossier| {
        let tx = house.store.read(&ctx).await.unwrap();
        dossier::get(&ctx, &tx, dossier).await
    };
    assert!(read(one).await.is_ok() && read(two).await.is_ok());
    let literal = |id: legalmind_core::DossierId| {
        let hex = id.uuid().simple();
        if house.is_postgres() { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
    };
    house
        .tamper(&format!(
            "UPDATE dossier SET sealed = (SELECT sealed FROM dossier WHERE id = {}) WHERE id = {}",
            literal(two),
            literal(one)
        ))
        .await;
    assert!(matches!(read(one).await, Err(Error::Integrity)));
    assert!(read(two).await.is_ok());
    let flip = if house.is_postgres() {
        "set_byte(sealed, 30, get_byte(sealed, 30) # 1)".to_owned()
    } else {
        "CAST(substr(sealed, 1, length(sealed) - 1) \
         || CASE substr(sealed, -1) WHEN x'00' THEN x'01' ELSE x'00' END AS BLOB)"
            .to_owned()
    };
    house.tamper(&format!("UPDATE dossier SET sealed = {flip} WHERE id = {}", literal(two))).await;
    assert!(matches!(read(two).await, Err(Error::Integrity)));
}

async fn every_tenant_table_has_the_tenant_first_in_its_key(house: &House) {
    let global = BTreeSet::from(["login", "throttle", "seaql_migrations"]);
    let keys: Vec<(String, String)> = if house.is_postgres() {
        let mut admin = PgConnection::connect(&house.admin_url()).await.unwrap();
        sqlx::query("SELECT c.relname::text AS t, a.attname::text AS k FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indisprimary AND c.relnamespace = 'public'::regnamespace")
            .fetch_all(&mut admin)
            .await
            .unwrap()
            .iter()
            .map(|row| (row.get("t"), row.get("k")))
            .collect()
    } else {
        let mut file = SqliteConnection::connect(&house.options.url).await.unwrap();
        sqlx::query("SELECT m.name AS t, p.name AS k FROM sqlite_master m JOIN pragma_table_info(m.name) p ON p.pk = 1 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'")
            .fetch_all(&mut file)
            .await
            .unwrap()
            .iter()
            .map(|row| (row.get("t"), row.get("k")))
            .collect()
    };
    assert!(keys.len() > 20, "{keys:?}");
    for (table, key) in keys {
        assert_eq!(key == "tenant", !global.contains(table.as_str()), "{table}");
    }
}

async fn p050_no_column_of_any_table_is_there_for_a_password(house: &House) {
    let columns: Vec<(String, String)> = match &house.engine {
        Engine::Sqlite { .. } => {
            let mut connection = SqliteConnection::connect(&house.options.url).await.unwrap();
            let all = "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'";
            sqlx::query_as(all).fetch_all(&mut connection).await.unwrap()
        }
        Engine::Postgres { .. } => {
            let mut connection = PgConnection::connect(&house.options.url).await.unwrap();
            let all = "SELECT table_name::text, column_name::text FROM information_schema.columns \
                       WHERE table_schema = 'public'";
            sqlx::query_as(all).fetch_all(&mut connection).await.unwrap()
        }
    };
    assert!(columns.len() > 200, "{}", columns.len());
    // what belongs to a password is its hash, sealed with the account (P049)
    let for_one = |(_, column): &&(String, String)| {
        ["passw", "pwd", "secret", "credential"].iter().any(|part| column.contains(part))
    };
    assert_eq!(columns.iter().find(for_one), None);
}
