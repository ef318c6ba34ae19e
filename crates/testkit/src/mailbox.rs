//! A mail relay that keeps what it gets: it speaks SMTP (RFC 5321) on a port of this machine, and misbehaves
//! as told.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::Result;

/// How the relay behaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// It takes everything.
    #[default]
    Takes,
    /// It refuses this address for good.
    Refuses(String),
    /// It says to come back later, to every address.
    Later,
    /// It never answers.
    Silent,
    /// It hangs up before it has the message.
    HangsUpBefore,
    /// It has the message, keeps it, and hangs up without a word.
    HangsUpAfter,
    /// It has the message, keeps it, and never answers.
    SilentAfter,
}

/// A mail that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Whom it was for.
    pub to: String,
    /// The message, lines ending in `\r\n`.
    pub message: String,
}

#[derive(Default)]
struct Inside {
    manner: Manner,
    posts: Vec<Post>,
}

/// The relay.
pub struct Mailbox {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
    at_work: Option<JoinHandle<()>>,
}

impl Mailbox {
    /// Opens one on a free port.
    ///
    /// # Errors
    /// Where there is no port.
    pub async fn open() -> Result<Self> {
        let mut mailbox =
            Self { address: SocketAddr::from(([127, 0, 0, 1], 0)), inside: Arc::default(), at_work: None };
        mailbox.up().await?;
        Ok(mailbox)
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Behaves so from the next mail on.
    pub fn set(&self, manner: Manner) {
        self.inside().manner = manner;
    }

    /// The mails that came since this was last asked.
    #[must_use]
    pub fn take(&self) -> Vec<Post> {
        std::mem::take(&mut self.inside().posts)
    }

    /// Whether it listens.
    #[must_use]
    pub const fn is_up(&self) -> bool {
        self.at_work.is_some()
    }

    /// Nobody listens any more.
    pub async fn down(&mut self) {
        if let Some(at_work) = self.at_work.take() {
            at_work.abort();
            let _ = at_work.await;
        }
    }

    /// Listens again, where it did before.
    ///
    /// # Errors
    /// Where the port was taken meanwhile.
    pub async fn up(&mut self) -> Result<()> {
        let listener = TcpListener::bind(self.address).await?;
        self.address = listener.local_addr()?;
        let inside = Arc::clone(&self.inside);
        self.at_work = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(speak(stream, Arc::clone(&inside)));
            }
        }));
        Ok(())
    }

    fn inside(&self) -> std::sync::MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        if let Some(at_work) = self.at_work.take() {
            at_work.abort();
        }
    }
}

/// One conversation; what goes wrong in it ends it.
async fn speak(stream: TcpStream, inside: Arc<Mutex<Inside>>) -> std::io::Result<()> {
    let manner = inside.lock().unwrap_or_else(PoisonError::into_inner).manner.clone();
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    if manner == Manner::Silent {
        std::future::pending::<()>().await;
    }
    write.write_all(b"220 mailbox.example ESMTP\r\n").await?;
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-mailbox.example\r\n250 8BITMIME\r\n",
            "RCPT" => {
                line.trim().clone_into(&mut to);
                to = to.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match &manner {
                    Manner::Refuses(address) if *address == to => "550 5.1.1 no such mailbox\r\n",
                    Manner::Later => "451 4.7.1 come back later\r\n",
                    _ => "250 ok\r\n",
                }
            }
            "DATA" => {
                if manner == Manner::HangsUpBefore {
                    return Ok(());
                }
                write.write_all(b"354 go on\r\n").await?;
                let message = body(&mut lines).await?;
                let post = Post { to: std::mem::take(&mut to), message };
                inside.lock().unwrap_or_else(PoisonError::into_inner).posts.push(post);
                match manner {
                    Manner::HangsUpAfter => return Ok(()),
                    Manner::SilentAfter => std::future::pending::<()>().await,
                    _ => {}
                }
                "250 taken\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 ok\r\n",
        };
        write.write_all(answer.as_bytes()).await?;
        if verb == "QUIT" {
            return Ok(());
        }
    }
}

/// The lines until the one that is a dot.
async fn body(lines: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> std::io::Result<String> {
    let mut message = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(message);
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
