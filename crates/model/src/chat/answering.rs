//! An answer on its way: pieces of a stream in, [`Delta`]s out, within the deadlines.

use std::{collections::VecDeque, pin::Pin, sync::Arc};

use bytes::Bytes;
use futures::{Stream, StreamExt, stream};
use legalmind_core::{
    Ctx,
    outgoing::{CallId, Ledger, Returned},
};
use reqwest::Response;
use tokio::time::{Sleep, sleep, timeout};

use super::{Delta, Finish, Usage, wire};
use crate::{
    endpoint::Limits,
    error::Error,
    gateway::network,
    sse::{Event, Parser},
};

/// The deadlines of a call.
pub(super) struct Clocks {
    first: Option<Pin<Box<Sleep>>>,
    total: Pin<Box<Sleep>>,
}

impl Clocks {
    pub(super) fn start(limits: &Limits) -> Self {
        Self { first: Some(Box::pin(sleep(limits.first_token))), total: Box::pin(sleep(limits.total)) }
    }

    /// Ends when the call has lasted too long, or no word came in time.
    pub(super) async fn run_out(&mut self) {
        match &mut self.first {
            Some(first) => tokio::select! {
                () = first => {}
                () = &mut self.total => {}
            },
            None => (&mut self.total).await,
        }
    }
}

/// Where the call is written down.
pub(super) struct Book {
    pub(super) ctx: Ctx,
    pub(super) ledger: Arc<dyn Ledger>,
    pub(super) call: CallId,
}

/// An answer on its way.
pub struct Answering {
    body: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>>,
    parser: Parser,
    clocks: Clocks,
    limits: Limits,
    book: Book,
    ready: VecDeque<Delta>,
    failed: Option<Error>,
    ended: bool,
    said_something: bool,
    received: usize,
    finish: Finish,
    usage: Usage,
}

impl Answering {
    pub(super) fn new(response: Response, clocks: Clocks, limits: Limits, book: Book) -> Self {
        Self {
            body: Box::pin(response.bytes_stream()),
            parser: Parser::new(limits.event_bytes),
            clocks,
            limits,
            book,
            ready: VecDeque::new(),
            failed: None,
            ended: false,
            said_something: false,
            received: 0,
            finish: Finish::Other,
            usage: Usage::default(),
        }
    }

    /// The next piece; none after [`Delta::End`] or an error. Letting go of the value closes the
    /// connection.
    pub async fn next(&mut self) -> Option<Result<Delta, Error>> {
        loop {
            if let Some(delta) = self.ready.pop_front() {
                return Some(Ok(delta));
            }
            if let Some(error) = self.failed.take() {
                return Some(Err(error));
            }
            if self.ended {
                return None;
            }
            let outcome = self.advance().await;
            if let Err(error) = outcome {
                self.failed = Some(error);
                self.ended = true;
            }
            if self.ended {
                self.write_down(outcome.is_ok()).await;
            }
        }
    }

    /// The same as a stream.
    pub fn into_stream(self) -> Pin<Box<dyn Stream<Item = Result<Delta, Error>> + Send>> {
        let step = |mut answering: Self| async move { answering.next().await.map(|item| (item, answering)) };
        stream::unfold(self, step).boxed()
    }

    async fn advance(&mut self) -> Result<(), Error> {
        // before the first word only the limit for that word counts
        let waiting = self.clocks.first.is_some();
        let pause = if waiting { self.limits.first_token } else { self.limits.idle };
        let piece = tokio::select! {
            biased;
            () = self.clocks.run_out() => return Err(Error::Timeout),
            piece = timeout(pause, self.body.next()) => piece,
        };
        let piece = piece.map_err(|_| Error::Timeout)?.ok_or(Error::CutOff)?;
        let piece = piece.map_err(|error| network(&error))?;
        self.received = self.received.saturating_add(piece.len());
        if self.received > self.limits.answer_bytes {
            return Err(Error::TooLarge);
        }
        let mut events = Vec::new();
        let read = self.parser.feed(&piece, &mut events);
        for event in events {
            self.take(&event)?;
            if self.ended {
                return Ok(());
            }
        }
        read
    }

    fn take(&mut self, event: &Event) -> Result<(), Error> {
        if event.data == "[DONE]" {
            return self.end();
        }
        let piece = wire::piece(&event.data)?;
        if piece.thinking || !piece.text.is_empty() {
            self.clocks.first = None;
        }
        self.finish = piece.finish.unwrap_or(self.finish);
        self.usage = piece.usage.unwrap_or(self.usage);
        if !piece.text.is_empty() {
            self.said_something |= !piece.text.trim().is_empty();
            self.ready.push_back(Delta::Text(piece.text));
        }
        Ok(())
    }

    /// The stream says it is complete. An answer without a word is none, unless a filter took it.
    fn end(&mut self) -> Result<(), Error> {
        if !self.said_something && self.finish != Finish::Filtered {
            return Err(Error::Nonsense);
        }
        self.ended = true;
        self.ready.push_back(Delta::End { finish: self.finish, usage: self.usage });
        Ok(())
    }

    async fn write_down(&mut self, complete: bool) {
        let returned = Returned {
            call: self.book.call,
            bytes: self.received as u64,
            tokens_in: self.usage.tokens_in,
            tokens_out: self.usage.tokens_out,
            complete,
        };
        if self.book.ledger.returned(&self.book.ctx, returned).await.is_err() {
            tracing::warn!(request = %self.book.ctx.request(), "what a model returned could not be recorded");
        }
    }
}
