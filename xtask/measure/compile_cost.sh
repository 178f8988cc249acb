#!/usr/bin/env bash
# What vod-sdk costs to compile: CPU seconds (user and system, of cargo and all that it starts) and peak
# memory, medians of three, with the dependencies already built. Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/../.."

export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target/compile-cost}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

measure() { # WHAT FILE-TO-TOUCH COMMAND…
    local what=$1 file=$2
    shift 2
    "$@" >/dev/null
    for _ in 1 2 3; do
        touch "$file"
        /usr/bin/time -f '%U %S %M' -o "$work/run" "$@" >/dev/null
        awk '{ printf "%.1f %.0f\n", $1 + $2, $3 / 1024 }' "$work/run"
    done | sort -n | awk -v what="$what" 'NR == 2 { printf "%-52s %5s CPU s %6s MB\n", what, $1, $2 }'
}

measure "vod-sdk, check" vod-sdk/src/lib.rs cargo check -q -p vod-sdk
measure "vod-sdk, debug build" vod-sdk/src/lib.rs cargo build -q -p vod-sdk
measure "vod-sdk, release build" vod-sdk/src/lib.rs cargo build -q --release -p vod-sdk

# Crates with calls, and one without: the difference is what the calls add. DescribeTaskDetail is the
# largest of all: 351 types stand in its answer.
crate() { # NAME, with its source on standard input
    mkdir -p "$work/$1/src"
    cat >"$work/$1/src/main.rs"
    cp Cargo.lock "$work/$1/"
    cat >"$work/$1/Cargo.toml" <<MANIFEST
[package]
name = "$1"
version = "0.0.0"
edition = "2024"

[dependencies]
vod-sdk = { path = "$PWD/vod-sdk" }
tokio = { version = "1", features = ["macros", "rt"] }

[workspace]
MANIFEST
}
crate without-calls <<'SOURCE'
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), vod_sdk::Error> {
    let _client = vod_sdk::Client::from_env()?;
    Ok(())
}
SOURCE
crate three-calls <<'SOURCE'
use vod_sdk::v2018_07_17::{DescribeMediaInfosRequest, ExecuteFunctionRequest, PullUploadRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), vod_sdk::Error> {
    let client = vod_sdk::Client::from_env()?;
    let pull = client.pull_upload(&PullUploadRequest::new("https://a.example/b.mp4")).await?;
    let infos = client.describe_media_infos(&DescribeMediaInfosRequest::new(["1"])).await?;
    let function = client.execute_function(&ExecuteFunctionRequest::new("f", "")).await?;
    println!("{:?} {} {:?}", pull.task_id, infos.media_info_set.len(), function.result);
    Ok(())
}
SOURCE
crate task-detail <<'SOURCE'
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), vod_sdk::Error> {
    let client = vod_sdk::Client::from_env()?;
    let request = vod_sdk::v2018_07_17::DescribeTaskDetailRequest::new("1");
    println!("{:?}", client.describe_task_detail(&request).await?.status);
    Ok(())
}
SOURCE
for name in without-calls three-calls task-detail; do
    (cd "$work/$name" && measure "a crate, $name, release build" src/main.rs cargo build -q --release --offline)
done
