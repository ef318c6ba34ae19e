//! A scripted endpoint on loopback, for tests: it does what its script says, good or bad.
//!
//! It is no model. It answers `/v1/chat/completions` and `/v1/embeddings` over real sockets, so
//! that the gate, the client and everything behind them are tested as they run.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

mod serve;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// The path with its query.
    pub path: String,
    /// The header lines, lower-case names.
    pub headers: Vec<(String, String)>,
    /// The body; null where it is no JSON.
    pub body: Value,
}

impl Received {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All messages of the conversation, joined.
    #[must_use]
    pub fn conversation(&self) -> String {
        let messages = self.body.get("messages").and_then(Value::as_array).into_iter().flatten();
        let texts = messages.filter_map(|message| message.get("content").and_then(Value::as_str));
        texts.collect::<Vec<_>>().join("\n")
    }

    /// The texts to embed.
    #[must_use]
    pub fn inputs(&self) -> Vec<&str> {
        let inputs = self.body.get("input").and_then(Value::as_array).into_iter().flatten();
        inputs.filter_map(Value::as_str).collect()
    }
}

/// One thing the endpoint does.
#[derive(Clone, Debug)]
pub enum Step {
    /// Sends bytes in one piece.
    Send(Vec<u8>),
    /// Sends bytes one at a time.
    Trickle(Vec<u8>),
    /// Sends the same bytes until the other side has had enough.
    Forever(Vec<u8>),
    /// Waits.
    Pause(Duration),
    /// Breaks the connection off in the middle.
    Drop,
}

/// What the endpoint does with one request.
#[derive(Clone, Debug)]
pub struct Script {
    /// The status of the answer.
    pub status: u16,
    /// Its header lines, beside those of the connection.
    pub headers: Vec<(String, String)>,
    /// What is done after the head.
    pub steps: Vec<Step>,
    /// Waits this long before the head.
    pub before: Duration,
}

/// The event of a stream with these words.
#[must_use]
pub fn words(text: &str) -> Vec<u8> {
    event(&json!({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": null}]}))
}

fn event(data: &Value) -> Vec<u8> {
    format!("data: {data}\n\n").into_bytes()
}

fn closing(pieces: usize) -> Vec<u8> {
    let stop = event(&json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}));
    let usage = event(&json!({"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": pieces}}));
    [stop, usage, b"data: [DONE]\n\n".to_vec()].concat()
}

impl Script {
    /// These steps after a good head of a stream.
    #[must_use]
    pub fn stream(steps: Vec<Step>) -> Self {
        let headers = vec![("content-type".to_owned(), "text/event-stream; charset=utf-8".to_owned())];
        Self { status: 200, headers, steps, before: Duration::ZERO }
    }

    /// A good answer in these pieces.
    #[must_use]
    pub fn answer(pieces: &[&str]) -> Self {
        Self::slow(pieces, Duration::ZERO)
    }

    /// A good answer with a pause before each piece.
    #[must_use]
    pub fn slow(pieces: &[&str], pause: Duration) -> Self {
        let mut steps: Vec<Step> =
            pieces.iter().flat_map(|piece| [Step::Pause(pause), Step::Send(words(piece))]).collect();
        steps.push(Step::Send(closing(pieces.len())));
        Self::stream(steps)
    }

    /// A good answer, one byte at a time.
    #[must_use]
    pub fn trickle(pieces: &[&str]) -> Self {
        let mut bytes: Vec<u8> = pieces.iter().flat_map(|piece| words(piece)).collect();
        bytes.extend(closing(pieces.len()));
        Self::stream(vec![Step::Trickle(bytes)])
    }

    /// These pieces, and then the connection breaks.
    #[must_use]
    pub fn cut_off(pieces: &[&str]) -> Self {
        let mut steps: Vec<Step> = pieces.iter().map(|piece| Step::Send(words(piece))).collect();
        steps.push(Step::Pause(Duration::from_millis(20)));
        steps.push(Step::Drop);
        Self::stream(steps)
    }

    /// These pieces, and then a tidy end without the closing mark.
    #[must_use]
    pub fn unfinished(pieces: &[&str]) -> Self {
        Self::stream(pieces.iter().map(|piece| Step::Send(words(piece))).collect())
    }

    /// A body of any kind.
    #[must_use]
    pub fn body(status: u16, kind: &str, body: &str) -> Self {
        let headers = vec![("content-type".to_owned(), kind.to_owned())];
        Self { status, headers, steps: vec![Step::Send(body.as_bytes().to_vec())], before: Duration::ZERO }
    }

    /// Points to another address.
    #[must_use]
    pub fn redirect(to: &str) -> Self {
        let headers = vec![("location".to_owned(), to.to_owned())];
        Self { status: 307, headers, steps: Vec::new(), before: Duration::ZERO }
    }

    /// Takes the request and says nothing for a long time.
    #[must_use]
    pub fn silent() -> Self {
        Self { before: Duration::from_secs(3600), ..Self::answer(&[]) }
    }

    /// Vectors for the texts of this request: words hashed into `dimension` places, so that texts
    /// which share words are near each other.
    #[must_use]
    pub fn embeddings(request: &Received, dimension: usize) -> Self {
        let inputs = request.inputs();
        let rows: Vec<Value> = inputs
            .iter()
            .enumerate()
            .map(|(index, text)| json!({"index": index, "object": "embedding", "embedding": hashed(text, dimension)}))
            .collect();
        let body = json!({"object": "list", "data": rows, "usage": {"prompt_tokens": inputs.len()}});
        Self::body(200, "application/json", &body.to_string())
    }
}

/// A text as a vector of length one: each word adds to the place its hash (FNV-1a) names.
fn hashed(text: &str, dimension: usize) -> Vec<f32> {
    let mut vector = vec![0_f32; dimension.max(1)];
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.map(str::to_lowercase).chain([String::from("·")]) {
        let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let place = usize::try_from(hash % dimension.max(1) as u64).unwrap_or(0);
        if let Some(number) = vector.get_mut(place) {
            *number += 1.0;
        }
    }
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
    vector.iter().map(|number| number / length).collect()
}

/// Decides what is done with a request.
pub type Behaviour = Arc<dyn Fn(&Received) -> Script + Send + Sync>;

struct Shared {
    behaviour: Mutex<Behaviour>,
    received: Mutex<Vec<Received>>,
}

/// The running endpoint; it stops when it is let go.
pub struct Scripted {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Scripted {
    /// Starts an endpoint that does the same with every request.
    ///
    /// # Errors
    /// Where no port can be opened.
    pub async fn start(script: Script) -> std::io::Result<Self> {
        Self::start_with(Arc::new(move |_| script.clone())).await
    }

    /// Starts an endpoint that decides by the request.
    ///
    /// # Errors
    /// Where no port can be opened.
    pub async fn start_with(behaviour: Behaviour) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { behaviour: Mutex::new(behaviour), received: Mutex::default() });
        let task = tokio::spawn(serve::accept(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, task })
    }

    /// Changes what is done from the next request on.
    pub fn set(&self, script: Script) {
        self.set_behaviour(Arc::new(move |_| script.clone()));
    }

    /// Changes how is decided from the next request on.
    pub fn set_behaviour(&self, behaviour: Behaviour) {
        *self.shared.behaviour.lock().unwrap_or_else(PoisonError::into_inner) = behaviour;
    }

    /// Where it listens.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// An address on loopback where nothing listens.
    ///
    /// # Errors
    /// Where no port can be opened (it is closed again).
    pub async fn down() -> std::io::Result<String> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        Ok(format!("http://{}", listener.local_addr()?))
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}
