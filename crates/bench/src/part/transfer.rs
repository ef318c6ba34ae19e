//! Files in and out, against a plain copy through the same kind of door.

use std::{path::PathBuf, time::Instant};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State},
    routing::patch,
};
use bytes::Bytes;
use futures::StreamExt;
use reqwest::Method;
use tokio::{fs::File, io::AsyncWriteExt, net::TcpListener};
use tokio_util::io::ReaderStream;

use crate::{
    client::{Client, http},
    figure::{Bar, Sheet, now, quantile},
    product::Product,
};

/// The bytes of the file.
const SIZE: usize = 256 << 20;
/// The bytes of one request, as the web application sends them.
const PIECE: usize = 64 << 20;
const RUNS: usize = 5;

/// Measures uploads and downloads.
pub async fn run(product: &Product, sheet: &mut Sheet) -> Result<()> {
    println!("transfer");
    let mut bytes = vec![0_u8; SIZE];
    fastrand::Rng::with_seed(7).fill(&mut bytes);
    // bytes that are of no known kind: kept, not read
    let bytes = Bytes::from(bytes);
    let place = product.place("transfer", "")?;
    place.make().await?;
    let server = place.serve().await?;
    let client = Client::sign_in(&server.base, &place.lawyer()?).await?;
    let dossier = client.dossier().await?;
    let plain = Plain::start(product.scratch("plain")?).await?;
    let (mut up, mut down, mut plain_up, mut plain_down) = (vec![], vec![], vec![], vec![]);
    for number in 0..RUNS {
        plain_up.push(plain.put(number, &bytes).await?);
        // another first byte, so that it is not the same file again
        let mut other = bytes.to_vec();
        other.splice(..1, [u8::try_from(number)?]);
        let other = Bytes::from(other);
        let began = now();
        let document = client.upload(&dossier, &format!("{number}.bin"), other, PIECE).await?;
        up.push(speed(began));
        plain_down.push(plain.get(number).await?);
        let about = client.get(&format!("/api/v1/documents/{document}")).await?;
        let version = about.get("version").and_then(|it| it.as_str()).context("a version")?.to_owned();
        let began = now();
        client.download(&format!("/api/v1/documents/{document}/versions/{version}/content")).await?;
        down.push(speed(began));
    }
    server.stop().await?;
    put(
        sheet,
        "upload",
        "sealed upload (tus, pieces of 64 MiB, on the disk when acknowledged)",
        &up,
        plain_up,
    );
    put(sheet, "download", "sealed download", &down, plain_down);
    Ok(())
}

fn put(sheet: &mut Sheet, name: &str, what: &str, ours: &[f64], mut plain: Vec<f64>) {
    plain.sort_by(f64::total_cmp);
    let middle = quantile(&plain, 0.5);
    let shares: Vec<f64> = ours.iter().map(|it| it / middle).collect();
    sheet.put(&format!("{name}_speed"), what, "MB/s", None, ours);
    sheet.put(&format!("{name}_plain"), "the same bytes, plain, to and from one file", "MB/s", None, &plain);
    let words = format!("{what}, of the plain copy's speed");
    sheet.put(&format!("{name}_share"), &words, "×", Some(Bar::AtLeast(0.7)), &shares);
}

fn speed(began: Instant) -> f64 {
    SIZE as f64 / 1e6 / began.elapsed().as_secs_f64()
}

/// A server that writes what it gets into a new file, as an upload does, and gives the file.
struct Plain {
    base: String,
}

impl Plain {
    async fn start(folder: PathBuf) -> Result<Self> {
        let app = Router::new().route("/{number}", patch(append).get(give)).with_state(folder);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}/", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Ok(Self { base })
    }

    async fn put(&self, number: usize, bytes: &Bytes) -> Result<f64> {
        let http = http()?;
        let began = now();
        for at in (0..bytes.len()).step_by(PIECE) {
            let piece = bytes.slice(at..bytes.len().min(at + PIECE));
            let request = http
                .request(Method::PATCH, format!("{}{number}", self.base))
                .header("upload-offset", at)
                .body(piece);
            request.send().await?.error_for_status()?;
        }
        Ok(speed(began))
    }

    async fn get(&self, number: usize) -> Result<f64> {
        let began = now();
        let mut stream =
            http()?.get(format!("{}{number}", self.base)).send().await?.error_for_status()?.bytes_stream();
        while let Some(piece) = stream.next().await {
            piece?;
        }
        Ok(speed(began))
    }
}

/// Appends a piece; it is on the disk when this answers.
async fn append(
    State(folder): State<PathBuf>,
    Path(number): Path<usize>,
    request: Request,
) -> Result<(), String> {
    let first = request.headers().get("upload-offset").is_some_and(|it| it == "0");
    let mut file = File::options()
        .create(true)
        .append(!first)
        .write(true)
        .truncate(first)
        .open(folder.join(number.to_string()))
        .await
        .map_err(|it| it.to_string())?;
    let mut pieces = request.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        file.write_all(&piece.map_err(|it| it.to_string())?).await.map_err(|it| it.to_string())?;
    }
    file.flush().await.map_err(|it| it.to_string())?;
    file.sync_all().await.map_err(|it| it.to_string())
}

async fn give(State(folder): State<PathBuf>, Path(number): Path<usize>) -> Result<Body, String> {
    let file = File::open(folder.join(number.to_string())).await.map_err(|it| it.to_string())?;
    Ok(Body::from_stream(ReaderStream::with_capacity(file, 256 << 10)))
}
