//! Addresses of pages and of people.

use crate::base::{Case, DELETE, LIST};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "page of somebody",
        file: LIST,
        change: (
            "https://cloud.tencent.com/document/DescribeFilms",
            "https://cloud.tencent.com.example.org/",
        ),
        found: &[
            "actions/DescribeFilms.json:3:36: foreign-page: `https://cloud.tencent.com.example.org` is no official page; write its address on `https://www.tencentcloud.com`, or remove it",
        ],
        together: false,
    },
    Case {
        name: "address of somebody",
        file: LIST,
        change: (
            "\"request\": { \"Limit\": 5 }",
            "\"request\": { \"Limit\": 5, \"Genre\": \"http://a-name.cos.myqcloud.com/a/film.mp4?sign=1\" }",
        ),
        found: &[
            "actions/DescribeFilms.json:27:79: foreign-address: `http://a-name.cos.myqcloud.com/a/film.mp4?sign=1` is somebody's address; write `http://example.com/film.mp4`",
            "actions/DescribeFilms.json:27:79: unlisted-value: the value `http://a-name.cos.myqcloud.com/a/film.mp4?sign=1` is not among the known values; add it to `values`, or correct it",
        ],
        together: false,
    },
    Case {
        name: "a page that is none of the documentation",
        file: LIST,
        change: (
            "https://cloud.tencent.com/document/DescribeFilms",
            "https://cloud.tencent.com/",
        ),
        found: &[
            "actions/DescribeFilms.json:3:36: foreign-page: `cloud.tencent.com/` is no page of the documentation; write its address below `https://www.tencentcloud.com/document/product`",
        ],
        together: false,
    },
    Case {
        name: "mailbox of somebody",
        file: DELETE,
        change: (r#""example": "Alien""#, r#""example": "ann.bee@films.org""#),
        found: &[
            "actions/DeleteFilm.json:10:101: foreign-address: `ann.bee@films.org` is somebody's address; write `someone@example.com`",
        ],
        together: false,
    },
    Case {
        name: "mailbox of nobody",
        file: DELETE,
        change: (
            r#""example": "Alien""#,
            r#""example": "ann@mail.example.com""#,
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "no mailbox",
        file: DELETE,
        change: (r#""example": "Alien""#, r#""example": "ann@home""#),
        found: &[],
        together: false,
    },
];
