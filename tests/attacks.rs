//! What an attacker, an outage and a fork can do, and what becomes of it: one file a kind.

mod decoding;
