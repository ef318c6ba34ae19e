//! The virus scanner, spoken to over clamd's INSTREAM command (clamd(8)).
//!
//! The scanner gets the bytes through a socket and never sees the stored, sealed object. It fails
//! closed: whatever is not a clear "OK" is not a pass.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use bytes::Bytes;
use futures::{Stream, StreamExt, pin_mut};
use thiserror::Error;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// Where the scanner listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScannerAddress {
    /// A TCP socket.
    Tcp(SocketAddr),
    /// A Unix socket.
    Unix(PathBuf),
}

/// What the scanner said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing found.
    Clean,
    /// Something was found.
    Infected,
}

/// The scanner gave no verdict.
#[derive(Debug, Error)]
pub enum ScanError {
    /// It could not be reached, or the connection broke.
    #[error("the virus scanner cannot be reached")]
    Unreachable(#[from] std::io::Error),
    /// It took longer than it is given.
    #[error("the virus scanner did not answer in time")]
    Slow,
    /// It answered something that is no verdict.
    #[error("the virus scanner gave no verdict")]
    NoVerdict,
    /// The bytes to be scanned could not be read.
    #[error("the file to be scanned could not be read")]
    Source(#[source] BoxError),
}

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a scan may take; clamd's own limit is two minutes.
const SCAN: Duration = Duration::from_secs(150);
/// Bytes per chunk; clamd takes any size up to its `StreamMaxLength`.
const CHUNK: usize = 64 * 1024;
/// The longest answer that is read.
const ANSWER: u64 = 4096;

/// Has `parts`, one after the other, scanned as one file.
///
/// # Errors
/// [`ScanError`] where there is no verdict; the file must then not be used.
pub async fn scan<E: Into<BoxError>>(
    address: &ScannerAddress,
    parts: impl Stream<Item = Result<Bytes, E>>,
) -> Result<Verdict, ScanError> {
    pin_mut!(parts);
    match address {
        ScannerAddress::Tcp(address) => {
            let stream =
                timeout(CONNECT, TcpStream::connect(address)).await.map_err(|_| ScanError::Slow)??;
            within(stream, parts).await
        }
        ScannerAddress::Unix(path) => {
            let stream = timeout(CONNECT, UnixStream::connect(path)).await.map_err(|_| ScanError::Slow)??;
            within(stream, parts).await
        }
    }
}

async fn within<E: Into<BoxError>>(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    parts: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Verdict, ScanError> {
    timeout(SCAN, converse(stream, parts)).await.map_err(|_| ScanError::Slow)?
}

async fn converse<E: Into<BoxError>>(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    mut parts: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Verdict, ScanError> {
    stream.write_all(b"zINSTREAM\0").await?;
    while let Some(part) = parts.next().await {
        for chunk in part.map_err(|error| ScanError::Source(error.into()))?.chunks(CHUNK) {
            let length = u32::try_from(chunk.len()).map_err(|_| ScanError::NoVerdict)?;
            stream.write_all(&length.to_be_bytes()).await?;
            stream.write_all(chunk).await?;
        }
    }
    stream.write_all(&0_u32.to_be_bytes()).await?;
    stream.flush().await?;
    let mut answer = Vec::new();
    stream.take(ANSWER).read_to_end(&mut answer).await?;
    verdict(&answer)
}

/// Reads `stream: OK` and `stream: <name> FOUND`; all else is no verdict.
fn verdict(answer: &[u8]) -> Result<Verdict, ScanError> {
    let text = String::from_utf8_lossy(answer);
    match text.trim_end_matches(['\0', '\n', '\r']).strip_prefix("stream: ") {
        Some("OK") => Ok(Verdict::Clean),
        Some(found) if found.ends_with(" FOUND") => Ok(Verdict::Infected),
        _ => Err(ScanError::NoVerdict),
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures::stream;

    use super::*;

    fn flow(parts: &[Bytes]) -> impl Stream<Item = Result<Bytes, Infallible>> + Unpin + use<> {
        stream::iter(parts.to_vec()).map(Ok)
    }

    /// Plays clamd on one end of a pipe: gives back what it was sent, and says `answer`.
    async fn play(answer: &'static [u8], parts: &[Bytes]) -> (Result<Verdict, ScanError>, Vec<u8>) {
        let (ours, mut theirs) = tokio::io::duplex(1 << 20);
        let clamd = tokio::spawn(async move {
            let mut command = [0; 10];
            theirs.read_exact(&mut command).await.expect("command");
            assert_eq!(&command, b"zINSTREAM\0");
            let mut file = Vec::new();
            loop {
                let length = theirs.read_u32().await.expect("length") as usize;
                if length == 0 {
                    break;
                }
                let mut chunk = vec![0; length];
                theirs.read_exact(&mut chunk).await.expect("chunk");
                file.extend_from_slice(&chunk);
            }
            theirs.write_all(answer).await.expect("answer");
            file
        });
        let said = converse(ours, flow(parts)).await;
        (said, clamd.await.expect("clamd"))
    }

    #[tokio::test]
    async fn p069_the_whole_file_is_sent_and_the_verdict_read() {
        let parts = [Bytes::from(vec![1; 150_000]), Bytes::from(vec![2; 10])];
        let (said, file) = play(b"stream: OK\0", &parts).await;
        assert_eq!(said.expect("a verdict"), Verdict::Clean);
        assert_eq!(file, parts.concat());
        let (said, _) = play(b"stream: Eicar-Test-Signature FOUND\0", &parts).await;
        assert_eq!(said.expect("a verdict"), Verdict::Infected);
    }

    #[tokio::test]
    async fn p069_anything_but_ok_is_not_a_pass() {
        for answer in [&b""[..], b"stream: OK then", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0"] {
            let (said, _) = play(answer, &[Bytes::from_static(b"x")]).await;
            assert!(matches!(said, Err(ScanError::NoVerdict)));
        }
    }

    #[tokio::test]
    async fn p069_a_scanner_that_is_down_is_no_pass() {
        let nowhere = ScannerAddress::Unix("/nonexistent/clamd.sock".into());
        assert!(matches!(scan(&nowhere, flow(&[])).await, Err(ScanError::Unreachable(_))));
    }
}
