//! A client of a mock with a library, over whose responses nothing is lost.

use serde_json::Value;
use vod_sdk::mock::{self, Library, Script};
use vod_sdk::transport::{HttpRequest, Transport, TransportFuture};
use vod_sdk::{Client, Credential, Error};

use crate::fixtures::assert_same;

const VERSION: &str = "2018-07-17";

pub(super) struct Stage {
    pub(super) script: Script,
    pub(super) client: Client,
    pub(super) library: Library,
}

impl Stage {
    pub(super) fn new() -> Self {
        Self::with(0)
    }

    /// A stage whose client acts in an application, if it is not 0.
    pub(super) fn with(app: u64) -> Self {
        Self::of(Script::with_library(), app)
    }

    /// The same for another application.
    pub(super) fn in_app(&self, app: u64) -> Self {
        Self::of(self.script.clone(), app)
    }

    fn of(script: Script, app: u64) -> Self {
        let builder = Client::builder().credential(Credential::new("id", "key"));
        let builder = builder.transport(Checked(script.clone()));
        let builder = match app {
            0 => builder,
            app => builder.sub_app_id(app),
        };
        let client = builder.without_rate_limit().build();
        Self {
            client: client.expect("a client"),
            library: script.library().sub_app(app),
            script,
        }
    }

    /// Calls an action, which succeeds.
    pub(super) async fn call(&self, action: &str, parameters: Value) -> Value {
        let response = self.client.call(action, VERSION, &parameters).await;
        response.unwrap_or_else(|error| panic!("{action} {parameters}: {error}"))
    }

    /// Calls an action, which fails.
    pub(super) async fn refusal(&self, action: &str, parameters: Value) -> Error {
        match self.client.call(action, VERSION, &parameters).await {
            Ok(response) => panic!("{action} {parameters}: {response}"),
            Err(error) => error,
        }
    }

    /// Calls an action, which fails with this code.
    pub(super) async fn code(&self, action: &str, parameters: Value) -> String {
        let error = self.refusal(action, parameters).await;
        error.code().unwrap_or_default().to_owned()
    }
}

/// Reads every response again as the types of its action do, and sees that nothing is lost or added.
#[derive(Debug)]
struct Checked(Script);

impl Transport for Checked {
    fn send<'a>(&'a self, request: HttpRequest<'a>) -> TransportFuture<'a> {
        let action = request.header("x-tc-action").unwrap_or_default().to_owned();
        let version = request
            .header("x-tc-version")
            .unwrap_or_default()
            .to_owned();
        let sent = self.0.send(request);
        TransportFuture::new(async move {
            let response = sent.await?;
            let body: Value = serde_json::from_slice(response.body()).expect("JSON");
            let content = &body["Response"];
            if content.get("Error").is_none() {
                let reread = mock::reread_response(&action, &version, content);
                let reread = reread.expect("a known action").expect("an object");
                assert_same(content, &reread, &format!("{action}: {content}"));
            }
            Ok(response)
        })
    }
}
