//! Signatures that are made without a client, by us and by what Python makes of the documentation.
//!
//! No official package makes them, on PyPI or npm: there are examples of code only.

mod cases;

use serde_json::{Value, json};

use super::process::{Peer, Peers, text};
use crate::failure::Failure;
use crate::output::count;

/// Has both sides sign, and says how many signatures are equal; fails at the first difference.
pub(super) fn check(peers: &Peers, seed: u64, number: usize) -> Result<String, Failure> {
    let mut sides = Sides {
        ours: peers.ours("offline")?,
        theirs: peers.documented("offline")?,
    };
    let mut random = cases::Source::new(seed);
    for _ in 0..number {
        sides.same(&random.upload())?;
        sides.same(&random.hotlink())?;
        sides.same_player(&random.player())?;
        sides.callback(&random.callback())?;
    }
    let each = count(number, "signature");
    Ok(format!(
        "{each} each of uploads, addresses and players equal, and as many callbacks verified"
    ))
}

struct Sides {
    ours: Peer,
    theirs: Peer,
}

impl Sides {
    fn same(&mut self, case: &Value) -> Result<String, Failure> {
        let (ours, theirs) = (self.ours.ask(case)?, self.theirs.ask(case)?);
        let (ours, theirs) = (text(&ours, "signature")?, text(&theirs, "signature")?);
        if ours == theirs {
            return Ok(ours.to_owned());
        }
        Err(format!("a signature differs\n  ours:   {ours}\n  Python: {theirs}\n  {case}").into())
    }

    /// PyJWT escapes what is not ASCII, so that only tokens without that are equal. It verifies all of them, and reads from
    /// them what was to be signed.
    fn same_player(&mut self, case: &Value) -> Result<(), Failure> {
        let is_plain = case
            .to_string()
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~'));
        let token = match is_plain {
            true => self.same(case)?,
            false => text(&self.ours.ask(case)?, "signature")?.to_owned(),
        };
        let question = json!({ "kind": "player_check", "token": token, "key": case["key"] });
        let verified = self.theirs.ask(&question)?;
        let expected = json!({
            "payload": case["payload"],
            "header": { "alg": "HS256", "typ": "JWT" },
        });
        expect(&verified, &expected, case)
    }

    /// Python signs a callback; we accept it, and refuse it with another key and a second after it has expired.
    fn callback(&mut self, case: &Value) -> Result<(), Failure> {
        let signed = self.theirs.ask(case)?;
        let t = case["t"].as_u64().ok_or("a callback without a time")?;
        let leeway = 60;
        for (key, now, expected) in [
            (case["key"].clone(), t, json!({ "event": "NewFileUpload" })),
            (json!("another"), t, json!({ "error": "Mismatch" })),
            (
                case["key"].clone(),
                t + leeway + 1,
                json!({ "error": "Expired" }),
            ),
        ] {
            let question = json!({
                "kind": "callback", "key": key, "sign": signed["signature"], "t": t, "now": now,
            });
            expect(&self.ours.ask(&question)?, &expected, case)?;
        }
        Ok(())
    }
}

fn expect(answer: &Value, expected: &Value, case: &Value) -> Result<(), Failure> {
    if answer == expected {
        return Ok(());
    }
    Err(format!("expected {expected}\n  got {answer}\n  {case}").into())
}
