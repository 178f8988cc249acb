//! How attempts fail.

/// How an attempt failed, as far as a retry is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nothing was sent, because there was no connection.
    NotConnected,
    /// No whole response came.
    NoResponse,
    /// The response cannot be read, or the service has failed within.
    Unreadable,
    /// The response is larger than the client accepts, which says nothing against the service.
    TooLarge,
    /// The service refused the request for coming too soon after others.
    Throttled,
    /// The service refused the time of the signature.
    Clock,
    /// The service refused a credential that may be renewed.
    Credential,
    /// The service has had a request with the same `SessionId`.
    Duplicate,
    /// The deadline came before anything was sent.
    OutOfTime,
    /// There was no credential, and the source may have one later.
    NoCredential,
    /// Anything that would happen again.
    NonRetryable,
}

impl Failure {
    /// Whether the same request may succeed at another time.
    pub(crate) fn is_transient(self) -> bool {
        match self {
            Self::NotConnected
            | Self::NoResponse
            | Self::Unreadable
            | Self::Throttled
            | Self::OutOfTime
            | Self::NoCredential => true,
            Self::TooLarge
            | Self::Clock
            | Self::Credential
            | Self::Duplicate
            | Self::NonRetryable => false,
        }
    }
}
