//! Servers besides those of the API, to which a client goes by the same way.

use std::fmt;
use std::sync::{Arc, Mutex};

use super::{Http, HttpOptions, Transport};
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::lock::lock;

/// To how many servers connections are kept.
const MAX_SERVERS: usize = 16;

/// The ways to other servers: the program's own transport, if the client has one, or else HTTP with the client's
/// options.
pub(crate) struct Elsewhere {
    way: Way,
}

enum Way {
    Given(Arc<dyn Transport>),
    Http {
        options: HttpOptions,
        /// By URL, the one that was used least recently first.
        made: Mutex<Vec<(String, Arc<Http>)>>,
    },
}

impl Elsewhere {
    pub(crate) fn by(transport: &Arc<dyn Transport>) -> Self {
        let way = Way::Given(Arc::clone(transport));
        Self { way }
    }

    pub(crate) fn by_http(options: &HttpOptions) -> Self {
        let (options, made) = (options.clone(), Mutex::default());
        let way = Way::Http { options, made };
        Self { way }
    }

    /// The transport to a server. Which proxy is on the way is decided here, as it is for the API when the client
    /// is built.
    pub(crate) fn to(&self, server: &Endpoint) -> Result<Arc<dyn Transport>, Error> {
        let (options, made) = match &self.way {
            Way::Given(transport) => return Ok(Arc::clone(transport)),
            Way::Http { options, made } => (options, made),
        };
        let mut made = lock(made);
        let known = made.iter().position(|(url, _)| url == server.url());
        let known = known.map(|index| made.remove(index));
        let entry = match known {
            Some(entry) => entry,
            None => {
                let http = Http::new(options, std::slice::from_ref(server))?;
                (server.url().to_owned(), Arc::new(http))
            }
        };
        if made.len() >= MAX_SERVERS {
            made.remove(0);
        }
        let http = Arc::clone(&entry.1);
        made.push(entry);
        Ok(http)
    }
}

impl fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Elsewhere").finish_non_exhaustive()
    }
}
