//! Events: whatever the form in which they come, none is lost, and none is confirmed that was not handled.

mod reading;
