//! Where requests go: sites, backups, and endpoints that are left alone.

mod configured;
mod counted;
mod failing;
mod net;
mod signed;
