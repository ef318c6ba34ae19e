//! The sockets of the scripted endpoint: just enough HTTP/1.1 to be called.

use std::sync::{Arc, PoisonError};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};

use super::{Received, Script, Shared, Step};

pub(super) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            // a broken connection is the other side's choice, or the script's
            let _ = serve(stream, &shared).await;
        });
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let request = read_request(&mut stream).await?;
    shared.received.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
    let behaviour = Arc::clone(&shared.behaviour.lock().unwrap_or_else(PoisonError::into_inner));
    play(&mut stream, behaviour(&request)).await
}

async fn read_request(stream: &mut TcpStream) -> std::io::Result<Received> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    };
    let head = String::from_utf8_lossy(bytes.get(..head_end).unwrap_or_default()).into_owned();
    let mut lines = head.lines();
    let path = lines.next().unwrap_or_default().split(' ').nth(1).unwrap_or_default().to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    while bytes.len() < head_end + length {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    let body = serde_json::from_slice(bytes.get(head_end..).unwrap_or_default()).unwrap_or(Value::Null);
    Ok(Received { path, headers, body })
}

async fn play(stream: &mut TcpStream, script: Script) -> std::io::Result<()> {
    sleep(script.before).await;
    let lines: String = script.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!(
        "HTTP/1.1 {} Scripted\r\n{lines}transfer-encoding: chunked\r\nconnection: close\r\n\r\n",
        script.status
    );
    stream.write_all(head.as_bytes()).await?;
    for step in script.steps {
        match step {
            Step::Send(bytes) => send(stream, &bytes).await?,
            Step::Trickle(bytes) => {
                for byte in bytes {
                    send(stream, &[byte]).await?;
                }
            }
            Step::Forever(bytes) => loop {
                send(stream, &bytes).await?;
            },
            Step::Pause(pause) => sleep(pause).await,
            Step::Drop => return Ok(()),
        }
    }
    stream.write_all(b"0\r\n\r\n").await?;
    stream.shutdown().await
}

async fn send(stream: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    if bytes.is_empty() {
        return Ok(());
    }
    let mut chunk = format!("{:x}\r\n", bytes.len()).into_bytes();
    chunk.extend_from_slice(bytes);
    chunk.extend_from_slice(b"\r\n");
    stream.write_all(&chunk).await?;
    stream.flush().await
}
