//! The service as a process of its own.

use std::env;
use std::process::Stdio;
use std::time::Duration;

use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use vod_sdk::{Client, Credential, RetryPolicy};

use crate::Outcome;
use crate::serve::{Address, Report};

/// A running service.
pub(crate) struct Service {
    process: Child,
    output: Lines<BufReader<ChildStdout>>,
    pub(crate) address: Address,
}

impl Service {
    pub(crate) async fn start(seed: u64) -> Outcome<Self> {
        let mut process = Command::new(env::current_exe()?)
            .args(["serve", &seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = process.stdout.take().ok_or("the service has no output")?;
        let mut output = BufReader::new(output).lines();
        let address = next(&mut output).await?;
        Ok(Self {
            process,
            output,
            address,
        })
    }

    /// A client with the patience that these faults ask for.
    pub(crate) fn client(&self) -> Outcome<Client> {
        let policy = RetryPolicy::default().without_budget();
        let client = Client::builder()
            .credential(Credential::new(
                &*self.address.secret_id,
                &*self.address.secret_key,
            ))
            .endpoint(&self.address.endpoint)
            .attempt_timeout(Duration::from_millis(1_000))
            .timeout(Duration::from_secs(10))
            .without_rate_limit()
            .retry(policy.max_pause(Duration::from_millis(200)));
        Ok(client.build()?)
    }

    /// Ends the stream of events. Returns how many there were.
    pub(crate) async fn stop(&mut self) -> Outcome<u64> {
        let input = self.process.stdin.as_mut();
        input
            .ok_or("the service has no input")?
            .write_all(b"stop\n")
            .await?;
        let said: serde_json::Value = next(&mut self.output).await?;
        Ok(said["events"].as_u64().ok_or("no number of events")?)
    }

    /// Ends the service. Returns what it has seen.
    pub(crate) async fn end(mut self) -> Outcome<Report> {
        drop(self.process.stdin.take());
        let report = next(&mut self.output).await?;
        self.process.wait().await?;
        Ok(report)
    }
}

async fn next<T: DeserializeOwned>(output: &mut Lines<BufReader<ChildStdout>>) -> Outcome<T> {
    let line = output.next_line().await?;
    Ok(serde_json::from_str(&line.ok_or("the service has ended")?)?)
}
