//! The spans of calls and attempts; nothing, and at no cost, without the feature `tracing`.

pub(crate) use self::spans::{Span, attempt_span, call_span};

#[cfg(feature = "tracing")]
mod spans {
    use std::borrow::Cow;
    use std::future::Future;
    use std::time::Duration;

    use tracing::field::{Empty, display};
    use tracing::{Instrument, Level};

    use crate::config::hooks::ResponseMeta;
    use crate::error::{Error, NAME_BYTES, one_line};

    /// A span with the names of OpenTelemetry's conventions for remote calls.
    #[derive(Clone, Debug)]
    pub(crate) struct Span(tracing::Span);

    /// The span of a call, with all of its attempts.
    pub(crate) fn call_span(service: &str, action: &str, version: &str) -> Span {
        Span(tracing::span!(
            Level::INFO,
            "call",
            otel.kind = "client",
            otel.name = &*name(action),
            otel.status_code = Empty,
            rpc.system = "tencentcloud",
            rpc.service = service,
            rpc.method = &*name(action),
            tencentcloud.version = &*name(version),
            tencentcloud.request_id = Empty,
            http.response.status_code = Empty,
            error.r#type = Empty,
            attempts = Empty,
            duration_ms = Empty,
        ))
    }

    /// The span of one attempt.
    pub(crate) fn attempt_span(action: &str, attempt: u32) -> Span {
        Span(tracing::span!(
            Level::DEBUG,
            "attempt",
            otel.kind = "client",
            otel.status_code = Empty,
            rpc.method = &*name(action),
            server.address = Empty,
            http.request.resend_count = attempt.saturating_sub(1),
            http.response.status_code = Empty,
            tencentcloud.request_id = Empty,
            error.r#type = Empty,
            attempt,
            duration_ms = Empty,
        ))
    }

    /// A name that an untyped call may have made of anything. It is evaluated only if a subscriber is interested.
    fn name(text: &str) -> Cow<'_, str> {
        one_line(text, NAME_BYTES)
    }

    impl Span {
        /// Runs a future inside of the span.
        pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> {
            future.instrument(self.0.clone())
        }

        /// Records the outcome.
        pub(crate) fn conclude(
            &self,
            outcome: Result<&ResponseMeta, &Error>,
            elapsed: impl FnOnce() -> Duration,
        ) {
            if self.0.is_disabled() {
                return;
            }
            let (status, request_id) = match outcome {
                Ok(meta) => (Some(meta.status), meta.request_id.as_deref()),
                Err(error) => (error.status(), error.request_id()),
            };
            if let Err(error) = outcome {
                self.0.record("otel.status_code", "ERROR");
                let kind = error.kind().name();
                self.0.record("error.type", error.code().unwrap_or(kind));
                self.0.in_scope(|| tracing::debug!(%error, "failed"));
            }
            if let Some(status) = status {
                self.0.record("http.response.status_code", status);
            }
            if let Some(id) = request_id {
                self.0.record("tencentcloud.request_id", display(id));
            }
            let milliseconds = elapsed().as_secs_f64() * 1e3;
            self.0.record("duration_ms", milliseconds);
        }

        /// Records where an attempt goes, which is known only when nothing is left to wait for.
        pub(crate) fn endpoint(&self, host: &str) {
            self.0.record("server.address", host);
        }

        pub(crate) fn attempts(&self, attempts: u32) {
            self.0.record("attempts", attempts);
        }
    }
}

#[cfg(not(feature = "tracing"))]
mod spans {
    use std::future::Future;
    use std::time::Duration;

    use crate::config::hooks::ResponseMeta;
    use crate::error::Error;

    /// Nothing.
    #[derive(Clone, Debug)]
    pub(crate) struct Span;

    pub(crate) fn call_span(_service: &str, _action: &str, _version: &str) -> Span {
        Span
    }

    pub(crate) fn attempt_span(_action: &str, _attempt: u32) -> Span {
        Span
    }

    impl Span {
        pub(crate) fn around<F: Future>(&self, future: F) -> F {
            future
        }

        pub(crate) fn conclude(
            &self,
            _: Result<&ResponseMeta, &Error>,
            _elapsed: impl FnOnce() -> Duration,
        ) {
        }

        pub(crate) fn endpoint(&self, _host: &str) {}

        pub(crate) fn attempts(&self, _attempts: u32) {}
    }
}
