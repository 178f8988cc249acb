//! Uploads from a file to its id, through everything that goes wrong on the way.

mod cos;
mod faults;
mod in_memory;
mod kept;
mod killed;
mod manifest;
mod many;
#[path = "../polled.rs"]
mod polled;
mod resumed;
mod rig;
mod runtimes;
mod sources;
mod told;
