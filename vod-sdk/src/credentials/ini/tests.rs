use super::*;

fn read(text: &str) -> String {
    match section(text, "default") {
        Ok(Some(values)) => {
            let values = values.iter().map(|(key, entry)| (key, entry.value));
            format!("{:?}", values.collect::<BTreeMap<_, _>>())
        }
        Ok(None) => "no section".to_owned(),
        Err(error) => error,
    }
}

#[test]
fn sections_are_read_as_the_official_sdks_read_them() {
    let usual = r#"{"secret_id": "AKID", "secret_key": "kEy"}"#;
    for (text, expected) in [
        ("[default]\nsecret_id = AKID\nsecret_key = kEy\n", usual),
        ("[default]\r\nsecret_id=AKID\r\nsecret_key=kEy", usual),
        (
            "; one\n# two\n\n[ default ]\n\tSecret_Id:AKID\n  SECRET_KEY : kEy  ",
            usual,
        ),
        (
            "[default] # first\nsecret_id = AKID ; mine\nsecret_key = 'kEy'\t# too",
            usual,
        ),
        (
            "[other]\nsecret_id = no\n[default]\nsecret_id = \"AKID\"\nsecret_key = kEy",
            usual,
        ),
        (
            "[default]\nsecret_id = AKID\nsecret_key = kEy\n[other]\nsecret_id = no",
            usual,
        ),
        (
            "[default]\ntoken = a=b:c#d;e==",
            r#"{"token": "a=b:c#d;e=="}"#,
        ),
        (
            "[default]\ntoken =\nrole_arn = # none",
            r#"{"role_arn": "", "token": ""}"#,
        ),
        (
            "[default]\nrole_arn = qcs::cam::uin/1:roleName/r",
            r#"{"role_arn": "qcs::cam::uin/1:roleName/r"}"#,
        ),
        ("[default]\n", "{}"),
        ("[Default]\nsecret_id = AKID", "no section"),
        ("", "no section"),
    ] {
        assert_eq!(read(text), expected, "{text:?}");
    }
}

#[test]
fn what_does_not_concern_the_section_does_not_spoil_it() {
    let ours = "[default]\nsecret_id = AKID\nsecret_key = kEy\n";
    for others in [
        "[other] /* note */\nsecret_id = no",
        "[other] // note\ngarbage\n= value\n: value\n]\n[]\n[[double]]",
        "[other\nsecret_id = no\nsecret_id = no",
        "[other]\nsecret_id = a\nSecret_Id = b\n[other]\nsecret_id = c",
        "[other] = [default]\nsecret_id = no",
        "[otherdefault]\nsecret_id = no",
        "[other]\n{\"json\": true}\n<xml/>\n--- yaml",
        "[other]\nsecret_key = \u{7f}\u{7f}",
    ] {
        for text in [format!("{ours}{others}"), format!("{others}\n{ours}")] {
            let expected = r#"{"secret_id": "AKID", "secret_key": "kEy"}"#;
            assert_eq!(read(&text), expected, "{text:?}");
            assert_eq!(read(&text.replace('\n', "\r\n")), expected, "{text:?}");
            assert_eq!(read(&text.replace('\n', "\r")), expected, "{text:?}");
        }
    }
    for (text, expected) in [
        (
            "garbage\nregion = x\n[default]\ntoken = t",
            r#"{"token": "t"}"#,
        ),
        ("[default] /* note */\ntoken = t", r#"{"token": "t"}"#),
        ("[default]note\ntoken = t", r#"{"token": "t"}"#),
        ("[default]\nthe key = x\nregion = a\nregion = b", "{}"),
    ] {
        assert_eq!(read(text), expected, "{text:?}");
    }
}

#[test]
fn a_value_may_go_on_in_indented_lines() {
    for (lines, expected) in [
        (
            "about = one\n  two\n\tthree\ntoken = t",
            r#"{"token": "t"}"#,
        ),
        (
            "about = {\n  \"a\": 1,\n\n # x\n  }\ntoken = t",
            r#"{"token": "t"}"#,
        ),
        ("token =\n  t==", r#"{"token": "t=="}"#),
        (
            "token = # below\n  # here\n  't' # mine",
            r#"{"token": "t"}"#,
        ),
        (
            "token =\n  role_arn = r",
            r#"{"role_arn": "r", "token": ""}"#,
        ),
        ("  token = t\n    region = x", r#"{"token": "t"}"#),
        (
            "token = t\n  u",
            "line 3 continues the value of token, which must be on one line",
        ),
        (
            "token =\n t\n u",
            "line 4 continues the value of token, which must be on one line",
        ),
        (
            "about = one\ntwo",
            "line 3 is neither a [section] nor `key = value` nor a comment",
        ),
    ] {
        assert_eq!(
            read(&format!("[default]\n{lines}\n")),
            expected,
            "{lines:?}"
        );
    }
    assert_eq!(
        read("[default]\r\ntoken = t\rrole_arn = r\n"),
        r#"{"role_arn": "r", "token": "t"}"#
    );
}

#[test]
fn a_fault_is_said_with_its_line_and_not_quoted() {
    let neither = "line 2 is neither a [section] nor `key = value` nor a comment";
    for (text, expected) in [
        ("[default]\nkEy", neither),
        ("[default]\n/* kEy */", neither),
        ("[default]\n= kEy", neither),
        (
            "[default\nsecret_id = kEy",
            "line 1 begins a [section] without a ]",
        ),
        (
            "[default # kEy\nsecret_id = kEy",
            "line 1 begins a [section] without a ]",
        ),
        (
            "secret_key = kEy",
            "line 1 sets secret_key before any [section]",
        ),
        (
            "\n\nTOKEN: kEy\n[default]",
            "line 3 sets token before any [section]",
        ),
        (
            "[default]\nsecret_id = kEy\nSECRET_ID = kEy",
            "line 3 sets secret_id a second time",
        ),
        (
            "[default]\n[other]\n[default]",
            "line 3 begins section [default] a second time",
        ),
    ] {
        assert_eq!(read(text), expected, "{text:?}");
    }
}
