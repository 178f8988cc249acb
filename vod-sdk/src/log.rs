//! Warnings through `tracing`; nothing, and at no cost, without the feature of that name.

/// Warns of something that the client has repaired or worked around.
macro_rules! warning {
    ($($message:tt)+) => {{
        #[cfg(feature = "tracing")]
        tracing::warn!($($message)+);
        #[cfg(not(feature = "tracing"))]
        let _ = format_args!($($message)+);
    }};
}
