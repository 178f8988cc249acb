//! Compares with the Authorization header as it was sent.

use std::io;
use std::process::ExitCode;

use super::authorization::Authorization;
use super::causes;
use super::inputs::Inputs;
use crate::failure::Failure;
use crate::output::{Style, say};

/// Prints which parts differ, and what is likely to be the cause.
pub(super) fn run(inputs: &Inputs, sent: &str) -> Result<ExitCode, Failure> {
    let style = Style::of(&io::stdout());
    let sent = Authorization::parse(sent)?;
    let here = Authorization::parse(&inputs.authorization())?;
    say(style.bold("\n7. compared with the Authorization as sent"));
    let mut equal = true;
    for (name, sent, here) in pairs(&sent, &here) {
        if sent == here {
            say(format_args!("   {name:<14} {}", style.green("equal")));
        } else {
            equal = false;
            let differs = style.red("differs");
            say(format_args!(
                "   {name:<14} {differs}: sent {sent}, here {here}"
            ));
        }
    }
    if equal {
        say(
            "\nThe signature is right for these inputs: if a server refuses it, what arrived is \
             something else, or it knows another secret key for the id.",
        );
        return Ok(ExitCode::SUCCESS);
    }
    say(style.bold("\n8. likely causes"));
    for cause in causes::likely(inputs, &sent, &here) {
        say(format_args!("   - {cause}"));
    }
    Ok(ExitCode::FAILURE)
}

fn pairs<'a>(
    sent: &'a Authorization,
    here: &'a Authorization,
) -> [(&'static str, &'a str, &'a str); 7] {
    [
        ("algorithm", &sent.algorithm, &here.algorithm),
        ("credential id", &sent.secret_id, &here.secret_id),
        ("date", &sent.date, &here.date),
        ("service", &sent.service, &here.service),
        ("terminator", &sent.terminator, &here.terminator),
        ("signed headers", &sent.signed_headers, &here.signed_headers),
        ("signature", &sent.signature, &here.signature),
    ]
}
