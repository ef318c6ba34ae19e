//! What the server and the child say to each other: frames of a short head and a body.
//!
//! ```text
//! u32 length of the head, little endian │ head (postcard) │ u64 length of the body │ body
//! ```
//!
//! The child is not trusted: the server caps both lengths.

use std::io::{self, Read, Write};

use legalmind_core::{
    document::{FileKind, Reason},
    passage::Page,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::{limits::Limits, table::TableRow, word};

/// The longest head that is accepted.
const HEAD: u32 = 48 << 20;

/// What the server asks. The body of the frame is the file.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Read this file.
    Read {
        /// Its kind.
        kind: FileKind,
        /// Its name says it is Markdown.
        markdown: bool,
        /// The first page to read, from 0; more than 0 when an earlier child handed over.
        first: u32,
        /// The budget.
        limits: Limits,
    },
    /// Do this with Word files, which stand one behind the other in the body.
    Word {
        /// What is to be done.
        task: Box<word::Task>,
        /// How many bytes each file has.
        lengths: Vec<usize>,
    },
    /// Give the rows of this spreadsheet.
    Table {
        /// The budget.
        limits: Limits,
    },
    /// Try what must not be possible.
    Probe,
}

/// What the child answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// How many pages there are.
    Total(u32),
    /// The title the file gives itself.
    Title(String),
    /// A page that is read.
    Page(Page),
    /// A page that is a picture. The body holds its grey pixels, row by row.
    Picture {
        /// What text it has all the same.
        page: Page,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Pixels per inch.
        dpi: u32,
    },
    /// A file inside the file. The body holds its bytes.
    Child {
        /// Its name.
        name: String,
    },
    /// The child has used its share; another is to go on at this page, from 0.
    HandOver(u32),
    /// All is read.
    Done,
    /// What came of a task with Word files. The body holds the file that was made.
    Word(Result<Box<word::Reply>, legalmind_docx::Error>),
    /// The rows of a spreadsheet.
    Table(Vec<TableRow>),
    /// It cannot be read.
    Failed(Reason),
    /// What was tried in the sandbox, and whether it was possible.
    Probed(Vec<(String, bool)>),
}

/// Writes a frame.
pub fn write<T: Serialize>(out: &mut impl Write, head: &T, body: &[u8]) -> io::Result<()> {
    out.write_all(&opening(head, body)?)?;
    out.write_all(body)?;
    out.flush()
}

/// Reads a frame.
pub fn read<T: DeserializeOwned>(from: &mut impl Read, most: u64) -> io::Result<(T, Vec<u8>)> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let mut head = vec![0; head_length(length)?];
    from.read_exact(&mut head)?;
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let mut body = vec![0; body_length(length, most)?];
    from.read_exact(&mut body)?;
    Ok((parse(&head)?, body))
}

/// Writes a frame without blocking a thread.
pub async fn send<T: Serialize>(
    out: &mut (impl AsyncWrite + Unpin),
    head: &T,
    body: &[u8],
) -> io::Result<()> {
    out.write_all(&opening(head, body)?).await?;
    out.write_all(body).await?;
    out.flush().await
}

/// Reads a frame without blocking a thread; `None` when the other side has closed in good order.
pub async fn receive<T: DeserializeOwned>(
    from: &mut (impl AsyncRead + Unpin),
    most: u64,
) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut length = [0; 4];
    if let Err(error) = from.read_exact(&mut length).await {
        return if error.kind() == io::ErrorKind::UnexpectedEof { Ok(None) } else { Err(error) };
    }
    let mut head = vec![0; head_length(length)?];
    from.read_exact(&mut head).await?;
    let mut length = [0; 8];
    from.read_exact(&mut length).await?;
    let mut body = vec![0; body_length(length, most)?];
    from.read_exact(&mut body).await?;
    Ok(Some((parse(&head)?, body)))
}

fn opening<T: Serialize>(head: &T, body: &[u8]) -> io::Result<Vec<u8>> {
    let head = postcard::to_stdvec(head).map_err(|_| invalid())?;
    let length = u32::try_from(head.len()).map_err(|_| invalid())?;
    let mut out = Vec::with_capacity(head.len() + 12);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&head);
    out.extend_from_slice(&(body.len() as u64).to_le_bytes());
    Ok(out)
}

fn head_length(length: [u8; 4]) -> io::Result<usize> {
    let length = u32::from_le_bytes(length);
    if length > HEAD { Err(invalid()) } else { Ok(length as usize) }
}

fn body_length(length: [u8; 8], most: u64) -> io::Result<usize> {
    let length = u64::from_le_bytes(length);
    if length > most { Err(invalid()) } else { usize::try_from(length).map_err(|_| invalid()) }
}

fn parse<T: DeserializeOwned>(head: &[u8]) -> io::Result<T> {
    postcard::from_bytes(head).map_err(|_| invalid())
}

fn invalid() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a frame that does not hold")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_frame_comes_back_and_a_long_one_is_refused() {
        let mut bytes = Vec::new();
        write(&mut bytes, &Answer::HandOver(7), b"body").unwrap();
        let (head, body) = read::<Answer>(&mut bytes.as_slice(), 4).unwrap();
        assert!(matches!(head, Answer::HandOver(7)));
        assert_eq!(body, b"body");
        assert!(read::<Answer>(&mut bytes.as_slice(), 3).is_err());
    }

    proptest! {
        #[test]
        fn noise_is_an_error_and_no_panic(noise in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read::<Answer>(&mut noise.as_slice(), 1000);
        }
    }
}
