//! The client, as its users see it.

mod builder;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::action::{Action, Service};
use crate::call::{AnyAction, Call, Core};
use crate::credentials::{Chain, region_of_environment, sub_app_id_of_environment};
use crate::error::Error;
use crate::service::Vod;

pub use self::builder::{ClientBuilder, Language};

/// Calls the actions of VOD, of all versions of the API.
///
/// Cheap to clone. The clones share their connections, credential, clock, rate limits, slots for requests in flight and
/// retry budget.
/// Calls need a tokio runtime with time and I/O enabled, any and as many as there are, or the feature `blocking`.
///
/// ```no_run
/// use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
/// use vod_sdk::Client;
///
/// # async fn example() -> Result<(), vod_sdk::Error> {
/// let client = Client::from_env()?;
/// let request = ExecuteFunctionRequest::new("ExampleFunc", "{}");
/// let response = client.execute_function(&request).await?;
/// println!("{:?} {}", response.result, response.request_id);
/// # Ok(())
/// # }
/// ```
///
/// `S` is the service: VOD, unless a crate made for another service of Tencent Cloud brings its own, with methods for
/// its actions. Such a client is made by [`ClientBuilder::build_for`].
pub struct Client<S = Vod> {
    core: Arc<Core>,
    service: PhantomData<fn() -> S>,
}

impl Client {
    /// A client of the default endpoint with the credential that it finds: in the environment, in a
    /// profile file, with `tccli`, by TKE's OIDC or by the role of the virtual machine, in this order. See
    /// [`Chain::standard`] and what it is made of. `TENCENTCLOUD_REGION` names the region, if it is set, and
    /// `TENCENTCLOUD_VOD_SUB_APP_ID` the VOD application ([`ClientBuilder::sub_app_id`]).
    ///
    /// No connection is made and no file is read before the first call, which fails with
    /// [`ErrorKind::Credential`](crate::ErrorKind::Credential) if there is no credential.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) if a variable cannot be used: only one of `TENCENTCLOUD_SECRET_ID` and
    /// `TENCENTCLOUD_SECRET_KEY` is set, one is not text, or the application is not a number.
    pub fn from_env() -> Result<Self, Error> {
        let mut builder = Self::builder().credential(Chain::standard());
        if let Some(region) = region_of_environment()? {
            builder = builder.region(region);
        }
        if let Some(id) = sub_app_id_of_environment()? {
            builder = builder.sub_app_id(id);
        }
        builder.build()
    }

    /// Configures a client.
    ///
    /// ```
    /// use vod_sdk::{Client, Credential};
    ///
    /// # fn main() -> Result<(), vod_sdk::Error> {
    /// let client = Client::builder()
    ///     .credential(Credential::new("AKIDEXAMPLE", "the-secret-key"))
    ///     .endpoint("http://127.0.0.1:8080")
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
}

impl<S: Service> Client<S> {
    fn new(core: Core) -> Self {
        Self {
            core: Arc::new(core),
            service: PhantomData,
        }
    }

    /// What this client shares with its clones.
    #[cfg(feature = "upload")]
    pub(crate) fn core(&self) -> &Arc<Core> {
        &self.core
    }

    /// Calls the action of a typed request: what the method named as the action does.
    ///
    /// # Errors
    ///
    /// Those of a [`Call`], when it is awaited.
    #[inline]
    pub fn send<'a, A: Action>(&self, request: &'a A) -> Call<'a, A> {
        Call::new(&self.core, (A::INFO.name, A::INFO.version), request)
    }

    /// Calls any action with untyped parameters, also one that this version of the SDK does not know.
    ///
    /// The response is the response's JSON without its envelope.
    ///
    /// ```no_run
    /// use serde_json::json;
    ///
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let parameters = json!({ "FileIds": ["387702299"] });
    /// let response = client.call("DescribeMediaInfos", "2018-07-17", &parameters).await?;
    /// println!("{}", response["MediaInfoSet"][0]["BasicInfo"]["Name"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of a [`Call`], when it is awaited. An action that the service does not know, a version that has no such
    /// action and wrong parameters are [`ErrorKind::Service`](crate::ErrorKind::Service).
    pub fn call<'a>(
        &self,
        action: &'a str,
        version: &'a str,
        parameters: &'a Value,
    ) -> Call<'a, Value> {
        Call::new(&self.core, (action, version), parameters)
    }

    /// Calls any action with parameters and a response of the caller's own types, by serde: one that this version
    /// of the SDK does not know, without untyped JSON.
    ///
    /// The parameters are an object; the response is the content of `Response`, with its `RequestId`. A field that
    /// the service may leave out or send as `null` is an `Option`. Values are not converted, as they are for the SDK's own
    /// types: a response that does not fit is an [`ErrorKind::Response`](crate::ErrorKind::Response).
    ///
    /// ```no_run
    /// #[derive(serde::Serialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct NewActionRequest {
    ///     file_id: String,
    /// }
    ///
    /// #[derive(serde::Deserialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct NewActionResponse {
    ///     task_id: Option<String>,
    ///     request_id: String,
    /// }
    ///
    /// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
    /// let request = NewActionRequest { file_id: "387702299".into() };
    /// let call = client.call_as::<_, NewActionResponse>("NewAction", "2018-07-17", &request);
    /// let response = call.await?;
    /// println!("{:?} {}", response.task_id, response.request_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`call`](Self::call). Parameters that cannot be written as JSON are an
    /// [`ErrorKind::Request`](crate::ErrorKind::Request).
    pub fn call_as<'a, I: Serialize, R>(
        &self,
        action: &'a str,
        version: &'a str,
        parameters: &'a I,
    ) -> Call<'a, AnyAction<R>, I> {
        Call::new(&self.core, (action, version), parameters)
    }
}

// Derived, they would ask for the same of the service, which is a name and no value.
impl<S> Clone for Client<S> {
    fn clone(&self) -> Self {
        Self {
            core: Arc::clone(&self.core),
            service: PhantomData,
        }
    }
}

impl<S> fmt::Debug for Client<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("core", &self.core).finish()
    }
}
