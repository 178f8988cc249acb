//! Errors in what is said of the service.

use super::base::{Case, Change};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "service that is no name",
        file: "2020-01-01/service.json",
        change: Change::Replace(r#""service": "kiosk""#, r#""service": "ki osk""#),
        said: &[
            "2020-01-01/service.json:2:14: `ki osk` is not the name of a service",
            "hint: write it as in the scope of a signature: `vod`",
        ],
    },
    Case {
        name: "host that is no host",
        file: "2020-01-01/service.json",
        change: Change::Replace(r#""kiosk.example.com""#, r#""https://kiosk.example.com""#),
        said: &[
            "2020-01-01/service.json:5:15: `https://kiosk.example.com` is not the name of a host",
            "hint: write the host alone, without `https://` and path: `vod.tencentcloudapi.com`",
        ],
    },
    Case {
        name: "versions that disagree on the host",
        file: "2021-06-30/service.json",
        change: Change::Replace("kiosk.example.com", "other.example.com"),
        said: &[
            "2021-06-30/service.json:5:15: the endpoint is `other.example.com` here and `kiosk.example.com` in the oldest version",
            "hint: one SDK has one service: all versions must agree",
        ],
    },
    Case {
        name: "parameter of the client that no action has",
        file: "2021-06-30/service.json",
        change: Change::Replace(
            "\"crate\"",
            "\"client_parameters\": [\"Limt\"],\n  \"crate\"",
        ),
        said: &[
            "2021-06-30/service.json:6:25: no action has a parameter `Limt`",
            "hint: remove it",
        ],
    },
    Case {
        name: "crate that cannot be one",
        file: "2020-01-01/service.json",
        change: Change::Replace("kiosk-sdk", "Kiosk SDK"),
        said: &[
            "2020-01-01/service.json:7:12: `Kiosk SDK` is not the name of a crate",
            "hint: it begins with a small letter and has small letters, digits and `-`: `quota-sdk`",
            "2021-06-30/service.json:6:12: the crate is `kiosk-sdk` here and `Kiosk SDK` in the oldest version",
            "hint: one SDK has one service: all versions must agree",
        ],
    },
    Case {
        name: "crate of one version only",
        file: "2021-06-30/service.json",
        change: Change::Replace(",\n  \"crate\": \"kiosk-sdk\"", ""),
        said: &[
            "2021-06-30/service.json:1:1: the crate is not named here and `kiosk-sdk` in the oldest version",
            "hint: one SDK has one service: all versions must agree",
        ],
    },
    Case {
        name: "area that the service does not have",
        file: "2020-01-01/actions/Ping.json",
        change: Change::Replace("Housekeeping", "Housekeepin"),
        said: &[
            "2020-01-01/actions/Ping.json:4:11: the area `Housekeepin` is not in `service.json`",
            "hint: did you mean `Housekeeping`? Or add it to `areas` there",
        ],
    },
    Case {
        name: "an area twice, and one with a space",
        file: "2020-01-01/service.json",
        change: Change::Replace(
            "\"areas\": [\"Orders\", \"Nothing yet\", \"Housekeeping\"]",
            "\"areas\": [\"Orders\", \"Nothing yet\", \"Orders\", \"Housekeeping \"]",
        ),
        said: &[
            "2020-01-01/service.json:8:38: `Orders` is repeated",
            "hint: remove one of them",
            "2020-01-01/service.json:8:48: `Housekeeping ` is not the name of an area",
            "hint: write it without spaces around it",
        ],
    },
    Case {
        name: "a parameter of the client twice",
        file: "2020-01-01/service.json",
        change: Change::Replace(
            "\"crate\": \"kiosk-sdk\",",
            "\"crate\": \"kiosk-sdk\",\n  \"client_parameters\": [\"Limit\", \"Limit\"],",
        ),
        said: &[
            "2020-01-01/service.json:8:34: `Limit` is repeated",
            "hint: remove one of them",
        ],
    },
];
