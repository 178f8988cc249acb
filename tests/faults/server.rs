//! A service that executes what it is asked to, over connections that cannot be relied on.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use fastrand::Rng;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

use crate::fault::{Fault, Mix};
use crate::http::{Request, Response, peek_request, read_request, write_answer};
use crate::journal::{Journal, Place};
use crate::service::{self, Service};

pub(crate) struct FaultServer {
    pub(crate) endpoint: String,
    /// How long its clients wait for an answer; what is slow takes twice as long.
    pub(crate) attempt_timeout: Duration,
    state: Arc<State>,
    task: AbortHandle,
}

struct State {
    mix: Mix,
    slowness: Duration,
    random: Mutex<Rng>,
    attempts: AtomicUsize,
    journal: Mutex<Journal>,
    /// What executes the requests in place of the journal.
    service: Option<Arc<dyn Service>>,
}

impl FaultServer {
    pub(crate) async fn start(mix: Mix, seed: u64, attempt_timeout: Duration) -> Self {
        Self::with(None, mix, seed, attempt_timeout).await
    }

    /// A server whose requests a service executes, which knows more of them than the journal does.
    pub(crate) async fn with(
        service: Option<Arc<dyn Service>>,
        mix: Mix,
        seed: u64,
        attempt_timeout: Duration,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(State {
            mix,
            slowness: 2 * attempt_timeout,
            random: Mutex::new(Rng::with_seed(seed)),
            attempts: AtomicUsize::new(0),
            journal: Mutex::default(),
            service,
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&state))).abort_handle();
        Self {
            endpoint,
            attempt_timeout,
            state,
            task,
        }
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        self.state.journal.lock().unwrap()
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let random = state.random.lock().unwrap().fork();
            let mut connection = Connection {
                stream,
                state,
                random,
            };
            while connection.serve().await.is_some() {}
        });
    }
}

struct Connection {
    stream: TcpStream,
    state: Arc<State>,
    random: Rng,
}

impl Connection {
    /// Serves one request; `None` if the connection is to be closed.
    async fn serve(&mut self) -> Option<()> {
        let (length, whole) = peek_request(&self.stream).await?;
        let earlier = self.state.attempts.fetch_add(1, Ordering::Relaxed);
        let faults = self.state.mix.draw(earlier, &mut self.random);
        let has = |fault| faults.contains(&fault);
        if has(Fault::CutBefore) || has(Fault::CutReading) {
            whole.and_then(|request| self.arrive(&request, &faults));
            let read = self.random.usize(..length) * usize::from(!has(Fault::CutBefore));
            self.stream.read_exact(&mut vec![0; read]).await.ok()?;
            return self.reset();
        }
        let request = read_request(&mut self.stream).await?;
        let place = self.arrive(&request, &faults);
        if has(Fault::SlowExecution) {
            tokio::time::sleep(self.state.slowness).await;
        }
        let answer = self.execute(&request, place.as_ref(), &faults);
        if has(Fault::CutAfter) {
            return if self.random.bool() {
                self.reset()
            } else {
                None
            };
        }
        if has(Fault::SlowAnswer) {
            tokio::time::sleep(self.state.slowness).await;
        }
        let written = write_answer(&answer, &faults, &mut self.random);
        self.stream.write_all(&written.bytes).await.ok()?;
        if has(Fault::CloseIdle) {
            tokio::time::sleep(Duration::from_millis(self.random.u64(..3))).await;
            return None;
        }
        written.keeps_alive.then_some(())
    }

    /// Notes a request in the journal, if it is the journal that executes it.
    fn arrive(&self, request: &Request, faults: &[Fault]) -> Option<Place> {
        let is_noted = self.state.service.is_none();
        is_noted.then(|| self.state.journal.lock().unwrap().arrive(request, faults))
    }

    fn execute(&mut self, request: &Request, place: Option<&Place>, faults: &[Fault]) -> Response {
        let (mix, random) = (self.state.mix, &mut self.random);
        match (place, &self.state.service) {
            (Some(place), _) => self
                .state
                .journal
                .lock()
                .unwrap()
                .answer(place, mix, random),
            (None, service) => service
                .as_ref()
                .map(|service| service::answer(&**service, request, faults, mix, random))
                .expect("without a journal there is a service"),
        }
    }

    /// Closes the connection in the rudest way.
    fn reset(&self) -> Option<()> {
        self.stream.set_zero_linger().ok()?;
        None
    }
}
