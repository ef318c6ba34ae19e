//! Search over the archive: as the product does it, and as a plain index would.

mod plain;

use std::{path::Path, sync::Arc, thread};

use anyhow::{Context, Result, ensure};
use futures::future::try_join_all;
use legalmind_core::{Ctx, DossierId, World};
use legalmind_seal::{TenantKey, world};
use legalmind_search::{Analyser, Index, Query};
use legalmind_store::{change, dossier, passage, passage::Passage};
use legalmind_vault::search::Sought;
use tokio::time::sleep;

use self::plain::Plain;
use crate::{
    figure::{Bar, Sheet, millis, now, quantile},
    house::{House, compounds},
    product::{PEOPLE, Place},
};

/// How many passages a search shows.
const SHOWN: u32 = 20;
/// How often all queries are asked of both indexes.
const RUNS: usize = 3;

/// Measures searching on the data directory of `place`, which no server has open.
pub async fn run(place: &Place<'_>, queries: &[String], sheet: &mut Sheet) -> Result<()> {
    let house = House::open(&place.data(), None).await?;
    let people = house.lawyers().await?;
    let asking = people.first().context("nobody works here")?;
    let passages = passages(&house, asking).await?;
    println!("  {} passages", passages.len());
    by_the_vault(&house, &people, queries, sheet).await?;
    let tx = house.store.read(asking).await?;
    let visible = dossier::visible(asking, &tx).await?;
    drop(tx);
    let key = house.store.key(house.tenant).await?;
    let (world, root) = (world::system(), place.data().join("index").join(house.tenant.to_string()));
    house.store.close().await?;
    drop(house);
    let plain = place.scratch("plain-index")?;
    let queries = queries.to_vec();
    let found = tokio::task::spawn_blocking(move || {
        compared(&root, key, world, &plain, &passages, &visible, &queries)
    })
    .await??;
    sheet.put(
        "search_index",
        "a search of the sealed index by itself, by 8 threads, mean",
        "ms",
        None,
        &found.ours,
    );
    sheet.put("search_plain", "the same on a plain, unencrypted Tantivy, mean", "ms", None, &found.plain);
    let bar = Some(Bar::AtMost(2.0));
    sheet.put("search_share", "time of the sealed index, of the plain one's", "×", bar, &found.shares);
    Ok(())
}

/// The whole way of a search: rights, audit, index, opening, snippets, names.
async fn by_the_vault(house: &House, people: &[Ctx], queries: &[String], sheet: &mut Sheet) -> Result<()> {
    let search = |ctx: Ctx, text: String| async move {
        let sought = Sought { text, limit: SHOWN, ..Sought::default() };
        let began = now();
        let found = house.vault.search(&ctx, &sought).await?;
        anyhow::Ok((millis(began.elapsed()), found.total))
    };
    let first = people.first().context("nobody works here")?;
    let mut empty = 0;
    for query in queries.iter().take(200) {
        empty += usize::from(search(first.clone(), query.clone()).await?.1 == 0);
    }
    ensure!(empty < 40, "{empty} of 200 searches find nothing: something is wrong with the archive");
    let share = queries.len().div_ceil(PEOPLE);
    let hands = people.iter().cycle().zip(queries.chunks(share)).map(|(ctx, some)| async move {
        let mut times = Vec::new();
        for query in some {
            times.push(search(ctx.clone(), query.clone()).await?.0);
            // people read what they find before they search again
            sleep(std::time::Duration::from_millis(20)).await;
        }
        anyhow::Ok(times)
    });
    let mut times = try_join_all(hands).await?.concat();
    times.sort_by(f64::total_cmp);
    let what = "a search of 8 people at once, who read for 20 ms in between: rights, audit entry on the disk, index, opening, snippets, names";
    sheet.put(
        "search_p50",
        &format!("{what}; median"),
        "ms",
        Some(Bar::AtMost(3.0)),
        &[quantile(&times, 0.5)],
    );
    sheet.put(
        "search_p99",
        &format!("{what}; 99th percentile"),
        "ms",
        Some(Bar::AtMost(15.0)),
        &[quantile(&times, 0.99)],
    );
    Ok(())
}

/// All passages of the firm, from the change log.
async fn passages(house: &House, ctx: &Ctx) -> Result<Vec<Passage>> {
    let looking = house.store.housekeeper(ctx.tenant(), "bench");
    let tx = house.store.read(&looking).await?;
    let (mut all, mut after) = (Vec::new(), 0);
    loop {
        let lines = change::read(&looking, &tx, after, 500).await?;
        let Some(last) = lines.last() else { return Ok(all) };
        after = last.seq;
        for line in &lines {
            all.extend(passage::list(&looking, &tx, line.version).await?);
        }
    }
}

/// Mean times of both, in milliseconds, and their ratios, of each run.
#[derive(Default)]
struct Compared {
    ours: Vec<f64>,
    plain: Vec<f64>,
    shares: Vec<f64>,
}

fn compared(
    root: &Path,
    key: Arc<TenantKey>,
    world: World,
    folder: &Path,
    passages: &[Passage],
    visible: &[DossierId],
    queries: &[String],
) -> Result<Compared> {
    let analyser = Arc::new(Analyser::new(compounds()));
    let sealed = Index::open(root, key, analyser, world, 32 << 20)?;
    ensure!(sealed.seq() > 0, "the index of the archive is not the one that was made");
    let plain = Plain::make(folder, passages)?;
    let limit = SHOWN as usize;
    let ask_sealed = |text: &str| -> Result<usize> {
        let query = Query { text: text.to_owned(), limit, ..Query::default() };
        Ok(sealed.search(visible, &query)?.hits.len())
    };
    let ask_plain = |text: &str| plain.search(text, limit);
    let mut found = Compared::default();
    for _ in 0..RUNS {
        let (ours, other) = (mean(queries, &ask_sealed)?, mean(queries, &ask_plain)?);
        found.ours.push(ours);
        found.plain.push(other);
        found.shares.push(ours / other);
    }
    Ok(found)
}

/// The mean time of a query when as many threads as people ask, in milliseconds.
fn mean(queries: &[String], ask: &(dyn Fn(&str) -> Result<usize> + Sync)) -> Result<f64> {
    let share = queries.len().div_ceil(PEOPLE);
    let times = thread::scope(|scope| {
        let hands: Vec<_> = queries
            .chunks(share)
            .map(|some| {
                scope.spawn(move || -> Result<f64> {
                    let mut sum = 0.0;
                    for query in some {
                        let began = now();
                        ask(query)?;
                        sum += millis(began.elapsed());
                    }
                    Ok(sum)
                })
            })
            .collect();
        hands
            .into_iter()
            .map(|hand| hand.join().map_err(|_| anyhow::anyhow!("a searching thread fails"))?)
            .collect::<Result<Vec<f64>>>()
    })?;
    Ok(times.iter().sum::<f64>() / queries.len() as f64)
}
