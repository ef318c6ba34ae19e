//! `legalmind serve` and `legalmind worker`.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, Result};
use axum_server::{
    Handle,
    accept::NoDelayAcceptor,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use tokio::signal::unix::{SignalKind, signal};

use crate::{
    campaigns,
    config::Config,
    house::{self, House},
    reminders::Reminders,
    seat::Seat,
};

/// How long requests may take to end when the product is stopped.
const GRACE: Duration = Duration::from_secs(10);

/// Opens the house, serves until told to stop, and closes it in order.
///
/// # Errors
/// What is missing, and how to get it.
pub async fn run(config: &Config, web: bool, work: bool) -> Result<()> {
    let house = House::open(config).await?;
    opened(house, config, web, work).await
}

/// The same with a house that is open.
///
/// # Errors
/// What is missing, and how to get it.
pub async fn opened(house: House, config: &Config, web: bool, work: bool) -> Result<()> {
    let metrics = house::metrics();
    house.prove_sandbox().await?;
    house.recover().await?;
    let seat = if work { Some(Seat::take(&config.data.dir, &house.world)?) } else { None };
    if let Some(seat) = &seat {
        seat.take_back(&house.vault).await?;
    }
    let workers = seat
        .as_ref()
        .map(|seat| (house.vault.start_workers(seat.name()), house.checks.start_workers(seat.name())));
    let campaigns =
        seat.as_ref().map(|_| tokio::spawn(campaigns::run(house.store.clone(), house.compliance.clone())));
    let meaning =
        seat.as_ref().map(|_| tokio::spawn(house::follow_law(house.store.clone(), house.law.clone())));
    let reminders = seat.as_ref().and_then(|_| Reminders::of(&house)).map(|it| tokio::spawn(it.run()));
    if web {
        listen(config, &house, metrics).await?;
    } else {
        tracing::info!("reading and checking documents");
        stopped().await;
    }
    for task in [campaigns, meaning, reminders].into_iter().flatten() {
        task.abort();
    }
    if let Some((reading, checking)) = workers {
        reading.stop().await;
        checking.stop().await;
    }
    Ok(())
}

async fn listen(
    config: &Config,
    house: &House,
    metrics: Option<metrics_exporter_prometheus::PrometheusHandle>,
) -> Result<()> {
    let app = legalmind_http::router(house.app(config, metrics))
        .into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    tokio::spawn({
        let handle = handle.clone();
        async move {
            stopped().await;
            handle.graceful_shutdown(Some(GRACE));
        }
    });
    let listen = config.server.listen;
    tracing::info!(%listen, "serving");
    let (certificate, key) = (&config.server.tls_certificate, &config.server.tls_key);
    // an event of an answer is small: without this it waits some 40 ms for the one before it
    let at_once = NoDelayAcceptor::new();
    let served = if certificate.as_os_str().is_empty() {
        axum_server::bind(listen).acceptor(at_once).handle(handle).serve(app).await
    } else {
        let tls = RustlsConfig::from_pem_file(certificate, key)
            .await
            .context("the certificate or its key cannot be read")?;
        let tls = RustlsAcceptor::new(tls).acceptor(at_once);
        axum_server::bind(listen).acceptor(tls).handle(handle).serve(app).await
    };
    served.with_context(|| format!("nothing can be served on {listen}; is the address in use?"))
}

async fn stopped() {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
