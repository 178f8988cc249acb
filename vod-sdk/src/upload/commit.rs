//! Tells the service that the media is there, once.

use std::time::Duration;

use serde_json::{Value, json};

use super::Uploaded;
use super::checkpoint::{Saved, Session, Stage, State};
use crate::client::Client;
use crate::error::Error;
use crate::generated::v2018_07_17::CommitUploadRequest;

/// How often it is told in all, beside the retries of each call.
const MAX_ROUNDS: u32 = 3;

/// The codes with which the service may refuse a session that was committed before.
const COMMITTED: [&str; 2] = ["InvalidParameterValue.VodSessionKey", "ResourceNotFound"];

/// Commits an upload. Where the service may have been told before, the media is looked for first.
pub(super) async fn commit(
    client: &Client,
    saved: &Saved,
    state: &mut State,
    is_resumed: bool,
) -> Result<Uploaded, Error> {
    let mut may_be_committed = state.stage == Stage::Committing;
    state.stage = Stage::Committing;
    saved.save(state).await?;
    let mut request = CommitUploadRequest::new(state.session.session_key.as_str());
    request.sub_app_id = state.session.sub_app_id;
    let mut round = 1;
    loop {
        if may_be_committed && let Some(found) = look(client, &state.session).await {
            return Ok(found);
        }
        let error = match client.commit_upload(&request).await {
            Ok(response) => {
                return Ok(Uploaded {
                    file_id: response.file_id,
                    media_url: response.media_url,
                    cover_url: Some(response.cover_url).filter(|url| !url.is_empty()),
                    request_id: response.request_id,
                    recovered: false,
                    key: None,
                });
            }
            Err(error) => error,
        };
        // Another run may be at the same upload, although it should not.
        let was_repeated = may_be_committed || is_resumed || error.attempts() > 1;
        let is_refused = error.code().is_some_and(|code| COMMITTED.contains(&code));
        if is_refused && was_repeated {
            let found = look(client, &state.session).await;
            return found.ok_or_else(|| error.into_lost_commit(&state.session.source_context));
        }
        may_be_committed |= error.may_have_been_executed();
        if round == MAX_ROUNDS || !error.may_have_been_executed() {
            return Err(error.at_step("commit"));
        }
        let pause = Duration::from_secs(1 << (round - 1));
        client.core().time_source().sleep(pause).await;
        round += 1;
    }
}

/// Looks for the media under the id that its place in storage has.
async fn look(client: &Client, session: &Session) -> Option<Uploaded> {
    let file_id = file_id(&session.key)?;
    let mut parameters = json!({ "FileIds": [file_id], "Filters": ["basicInfo"] });
    if let Some(id) = session.sub_app_id {
        parameters["SubAppId"] = id.into();
    }
    let response = client.call("DescribeMediaInfos", "2018-07-17", &parameters);
    let response = response
        .retry_class(crate::action::RetryClass::Read)
        .await
        .ok()?;
    let media = response["MediaInfoSet"].as_array()?;
    let info = media.iter().find(|info| info["FileId"] == file_id)?;
    let info = &info["BasicInfo"];
    is_at(info, &session.key).then(|| Uploaded {
        file_id: file_id.to_owned(),
        media_url: text(&info["MediaUrl"]),
        cover_url: Some(text(&info["CoverUrl"])).filter(|url| !url.is_empty()),
        request_id: text(&response["RequestId"]),
        recovered: true,
        key: None,
    })
}

/// Whether media is at a place in storage.
fn is_at(info: &Value, key: &str) -> bool {
    let path = info["StoragePath"].as_str().unwrap_or_default();
    let url = info["MediaUrl"].as_str().unwrap_or_default();
    let path_of_url = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    let key = key.trim_start_matches('/');
    path.trim_start_matches('/') == key || path_of_url == key
}

/// The id that a place in storage has: its folder is 8 hexadecimal digits and the id. Applications that choose the place
/// themselves have none.
fn file_id(key: &str) -> Option<&str> {
    let folder = key.rsplit('/').nth(1)?;
    let (prefix, id) = folder.split_at_checked(8)?;
    let is_id = id.len() >= 15 && id.bytes().all(|byte| byte.is_ascii_digit());
    let is_prefix = prefix.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_id && is_prefix).then_some(id)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_in_the_place_in_storage() {
        for (key, expected) in [
            (
                "/bucket/0a1b2c3d5285890784246869930/name.mp4",
                Some("5285890784246869930"),
            ),
            ("/0a1b2c3d528589078424686/name.mp4", Some("528589078424686")),
            ("/0a1b2c3d52858907842468/name.mp4", None),
            ("/0a1b2c3x5285890784246869930/name.mp4", None),
            ("/films/2024/name.mp4", None),
            ("/name.mp4", None),
            ("name.mp4", None),
            ("/视频视频视频/name.mp4", None),
        ] {
            assert_eq!(file_id(key), expected, "{key}");
        }
    }

    #[test]
    fn media_is_where_its_path_or_its_url_says() {
        let key = "/bucket/dir/name.mp4";
        for (info, expected) in [
            (json!({ "StoragePath": "/bucket/dir/name.mp4" }), true),
            (json!({ "StoragePath": "bucket/dir/name.mp4" }), true),
            (
                json!({ "MediaUrl": "http://1.vod2.myqcloud.com/bucket/dir/name.mp4" }),
                true,
            ),
            (
                json!({ "MediaUrl": "http://1.vod2.myqcloud.com/dir/name.mp4" }),
                false,
            ),
            (json!({}), false),
        ] {
            assert_eq!(is_at(&info, key), expected, "{info}");
        }
    }
}
