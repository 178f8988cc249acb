//! What the documentation of an action says about its maintenance.

/// The words by which either edition says that an action is deprecated.
const NOT_MAINTAINED: &[&str] = &[
    "no longer maintained",
    "no longer available",
    "is deprecated",
    "has been deprecated",
    "been discontinued",
    "不再维护",
    "停止维护",
    "已下线",
    "已废弃",
];

/// Whether an action is deprecated by the first clause of its documentation. Later ones speak of other things: of
/// features that end with the action, of actions that are to be used instead.
pub(super) fn says_deprecated(document: &str) -> bool {
    let text = without_tags(document).to_lowercase();
    let ends = ['.', ',', ';', '\n', '。', '，', '；'];
    let first = text.trim_start().split(ends).next().unwrap_or_default();
    NOT_MAINTAINED.iter().any(|words| first.contains(words))
}

/// The text between the tags.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::says_deprecated;

    #[test]
    fn either_edition_says_that_an_action_is_deprecated_in_its_first_clause() {
        for document in [
            "This API is <font color='red'>no longer maintained</font>. Please use another.",
            "The API is <font color=red>no longer maintained</font>. Please use another.",
            "该 API 已经<font color=red>不再维护</font>，新版审核模板支持音视频审核。",
        ] {
            assert!(says_deprecated(document), "{document}");
        }
        for document in [
            "",
            "This API is used to create a quota.\nOnce it is reached, features will no longer be usable.",
            "Use it, since CreateTemplate is deprecated.",
            "用于删除 AIGC 配额配置，删除后，旧任务不再维护。",
        ] {
            assert!(!says_deprecated(document), "{document}");
        }
    }
}
