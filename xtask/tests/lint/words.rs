//! Texts that are not as they should be.

use crate::base::{Case, DELETE, ERROR_CODES, FILM, LIST, START};

pub(crate) const CASES: &[Case] = &[
    Case {
        name: "summary of two sentences",
        file: LIST,
        change: ("films of the library.", "films. It pages."),
        found: &[
            "actions/DescribeFilms.json:4:14: overlong: this is more than one sentence; keep one sentence, and move the rest to `docs`",
        ],
        together: false,
    },
    Case {
        name: "meaning without end",
        file: ERROR_CODES,
        change: (
            "There is no film of this name.",
            "There is no film of this name in this library or in any other library that this account has ever been allowed to read from, be it public or private.",
        ),
        found: &[
            "error_codes.json:7:42: overlong: this has 148 characters, and there is room for 140; shorten it",
        ],
        together: true,
    },
    Case {
        name: "words of another language",
        file: START,
        change: ("Who plays.", "演员, who plays in `电影`."),
        found: &[
            "actions/CreateFilm.json:12:69: foreign-language: `演` is not English; say it in English, or put a value of the API in backticks",
        ],
        together: true,
    },
    Case {
        name: "value of another language in backticks",
        file: START,
        change: ("Who plays.", "Who plays, such as `演员`."),
        found: &[],
        together: false,
    },
    Case {
        name: "tag",
        file: FILM,
        change: ("Any words.", "Any <b>words</b>."),
        found: &[
            "types/Film.json:6:50: markup: `<b>` is markup, and texts are plain; say it in words, or put it in backticks if it is a value",
        ],
        together: false,
    },
    Case {
        name: "entity, even in code",
        file: FILM,
        change: ("Any words.", "Any words `&lt;x>`."),
        found: &[
            "types/Film.json:6:50: markup: `&lt;` is markup, and texts are plain; say it in words, or put it in backticks if it is a value",
        ],
        together: true,
    },
    Case {
        name: "link",
        file: LIST,
        change: (
            "The newest film comes",
            "The [newest film](https://films.example.com) comes",
        ),
        found: &[
            "actions/DescribeFilms.json:5:12: markup: `[newest film](https://films.example.com)` is markup, and texts are plain; say it in words, or put it in backticks if it is a value",
        ],
        together: true,
    },
    Case {
        name: "comparisons, ranges and tags in code",
        file: FILM,
        change: (
            "Any words.",
            "Any words: 1 < 2 > 0, a & b; [0, 9] and `<title>`.",
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "word that ends one sentence and begins the next",
        file: LIST,
        change: ("How many to list.", "How many. Many are listed."),
        found: &[],
        together: false,
    },
    Case {
        name: "line break",
        file: FILM,
        change: ("Use `Name`.", "Use\\n`Name`."),
        found: &["types/Film.json:6:78: untidy: this has a line break; make one line of it"],
        together: true,
    },
    Case {
        name: "space at the end",
        file: START,
        change: ("What posters show.", "What posters show. "),
        found: &[
            "actions/CreateFilm.json:10:82: untidy: this has a space at its beginning or end; remove it",
        ],
        together: true,
    },
    Case {
        name: "double space",
        file: FILM,
        change: ("A film of", "A  film of"),
        found: &["types/Film.json:4:14: untidy: this has a double space; remove one of them"],
        together: true,
    },
    Case {
        name: "invisible character",
        file: FILM,
        change: ("A film of", "A\u{200b}film of"),
        found: &["types/Film.json:4:14: untidy: this has an invisible character; remove it"],
        together: false,
    },
    Case {
        name: "beginning that says nothing",
        file: FILM,
        change: ("Any words.", "This API is used to say any words."),
        found: &[
            "types/Film.json:6:50: untidy: this has a beginning that says nothing; begin with what it does or is: `Creates a category.`",
        ],
        together: false,
    },
    Case {
        name: "backtick alone",
        file: FILM,
        change: ("Any words.", "Any words ` here."),
        found: &[
            "types/Film.json:6:50: untidy: this has a backtick without its partner; add it, or remove this one",
        ],
        together: false,
    },
    Case {
        name: "name of a field again",
        file: START,
        change: ("What posters show.", "The title."),
        found: &[
            "actions/CreateFilm.json:10:82: name-only: this says no more than the name `Title`; say where it comes from, what it is for, or what it looks like",
        ],
        together: false,
    },
    Case {
        name: "same words for many fields",
        file: LIST,
        change: (
            r#"{ "name": "FilmSet""#,
            r#"{ "name": "A", "type": "string", "docs": "How many films." }, { "name": "B", "type": "string", "docs": "How many films." },
    { "name": "C", "type": "string", "docs": "How many films." }, { "name": "D", "type": "string", "docs": "How many films." },
    { "name": "E", "type": "string", "docs": "How many films." }, { "name": "FilmSet""#,
        ),
        found: &[
            "actions/DescribeFilms.json:23:46: same-words: these are the words for `A`, `B`, `C`, `D`, `E`; say what each of them is",
            "actions/DescribeFilms.json:23:108: same-words: these are the words for `A`, `B`, `C`, `D`, `E`; say what each of them is",
            "actions/DescribeFilms.json:24:46: same-words: these are the words for `A`, `B`, `C`, `D`, `E`; say what each of them is",
            "actions/DescribeFilms.json:24:108: same-words: these are the words for `A`, `B`, `C`, `D`, `E`; say what each of them is",
            "actions/DescribeFilms.json:25:46: same-words: these are the words for `A`, `B`, `C`, `D`, `E`; say what each of them is",
        ],
        together: false,
    },
    Case {
        name: "unknown name in backticks",
        file: FILM,
        change: (
            "Any words.",
            "Any words, as `FilmSet` and `DescribeFilms` have it, but not `FilmTitle`.",
        ),
        found: &[
            "types/Film.json:6:50: unknown-name: nothing in the API is called `FilmTitle`; correct it, or take the backticks away",
        ],
        together: false,
    },
    Case {
        name: "undocumented action",
        file: LIST,
        change: ("Lists films of the library.", "Calls `DescribeFilms`."),
        found: &[
            "actions/DescribeFilms.json:4:14: undocumented: the action `DescribeFilms` is not documented; document it",
        ],
        together: false,
    },
    Case {
        name: "undocumented parameter",
        file: LIST,
        change: (", \"docs\": \"How many films to skip.\"", ""),
        found: &[
            "actions/DescribeFilms.json:18:15: undocumented: the parameter `DescribeFilms.Offset` is not documented; document it",
        ],
        together: false,
    },
    Case {
        name: "undocumented field of a response",
        file: START,
        change: (", \"docs\": \"Name of the job.\"", ""),
        found: &[
            "actions/CreateFilm.json:16:15: undocumented: the field `CreateFilm.TaskId` is not documented; document it",
        ],
        together: false,
    },
    Case {
        name: "undocumented field of a type",
        file: FILM,
        change: ("\"docs\": \"Any words.\", ", ""),
        found: &[
            "types/Film.json:6:15: undocumented: the field `Film.Title` is not documented; document it",
        ],
        together: false,
    },
    Case {
        name: "undocumented type",
        file: FILM,
        change: ("  \"summary\": \"A film of the library.\",\n", ""),
        found: &[
            "types/Film.json:3:11: undocumented: the type `Film` is not documented; document it",
        ],
        together: false,
    },
    Case {
        name: "undocumented value",
        file: LIST,
        change: (", \"docs\": \"Funny.\"", ""),
        found: &[
            "actions/DescribeFilms.json:20:123: undocumented: the value `\"comedy\"` of `DescribeFilms.Genre` is not documented; document it",
        ],
        together: false,
    },
    Case {
        name: "undocumented error code",
        file: ERROR_CODES,
        change: ("There is no film of this name.", "Not described yet."),
        found: &[
            "error_codes.json:7:42: undocumented: the error code `FilmNotFound` is not documented; document it",
        ],
        together: false,
    },
    Case {
        name: "action without an example",
        file: START,
        change: (
            "[{ \"title\": \"A film\", \"request\": { \"Title\": \"Alien\" } }]",
            "[]",
        ),
        found: &[
            "actions/CreateFilm.json:3:11: no-example: `CreateFilm` has no example of a call; add one to `examples`",
            "actions/CreateFilm.json:19:3: needless-key: `examples` is empty, which says nothing; write what belongs there, or remove the key",
        ],
        together: false,
    },
    Case {
        name: "a word twice",
        file: FILM,
        change: ("Any words.", "Any any own own words."),
        found: &[
            "types/Film.json:6:50: untidy: this has a word twice in a row; remove one of them",
        ],
        together: false,
    },
    Case {
        name: "a word of someone who was not ready",
        file: FILM,
        change: ("Any words.", "Any words. TODO."),
        found: &[
            "types/Film.json:6:50: untidy: this has a word of someone who was not ready; finish it",
        ],
        together: false,
    },
    Case {
        name: "a small letter",
        file: FILM,
        change: ("Any words.", "any words."),
        found: &[
            "types/Film.json:6:50: untidy: this has a small letter at its beginning; begin with a capital letter",
        ],
        together: false,
    },
    Case {
        name: "emphasis",
        file: FILM,
        change: ("Any words.", "Any **words**, and _more_."),
        found: &[
            "types/Film.json:6:50: markup: `**words**` is markup, and texts are plain; say it in words, or put it in backticks if it is a value",
        ],
        together: false,
    },
    Case {
        name: "a space that is no plain one",
        file: FILM,
        change: ("Any words.", "Any words."),
        found: &[
            "types/Film.json:6:50: untidy: this has a space that is no plain one; write a plain one",
        ],
        together: false,
    },
    Case {
        name: "a letter of another alphabet",
        file: FILM,
        change: ("Any words.", "Any wоrds."),
        found: &[
            "types/Film.json:6:50: untidy: this has a letter of another alphabet in a word; write it in Latin letters",
        ],
        together: false,
    },
    Case {
        name: "words of two fields of one list",
        file: START,
        change: (r#""docs": "Who plays.""#, r#""docs": "What posters show.""#),
        found: &[
            "actions/CreateFilm.json:12:69: same-words: these are the words of `Title` beside it too; say what each of them is",
        ],
        together: false,
    },
    Case {
        name: "words of two fields of one list, one of which is deprecated",
        file: START,
        change: (
            r#""docs": "Who plays.""#,
            r#""deprecated": "Use `Title`.", "docs": "What posters show.""#,
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "words of fields of two lists",
        file: DELETE,
        change: (r#""docs": "What posters show.""#, r#""docs": "Any words.""#),
        found: &[],
        together: false,
    },
    Case {
        name: "text without a full stop",
        file: FILM,
        change: ("Any words.", "Any words"),
        found: &["types/Film.json:6:50: untidy: this has no full stop at its end; add it"],
        together: false,
    },
    Case {
        name: "known value without a full stop",
        file: LIST,
        change: ("\"Sad.\"", "\"Sad\""),
        found: &[
            "actions/DescribeFilms.json:20:113: untidy: this has no full stop at its end; add it",
        ],
        together: false,
    },
    Case {
        name: "address of a page in a text",
        file: FILM,
        change: (r#"Any words."#, r#"Any words: https://example.com/words."#),
        found: &[
            "types/Film.json:6:50: markup: `https://example.com/words.` is an address, and texts are plain; say it in words, or put it in backticks if it is a value",
        ],
        together: false,
    },
    Case {
        name: "address of a page in backticks",
        file: FILM,
        change: (
            r#"Any words."#,
            r#"Any words: `https://example.com/words`."#,
        ),
        found: &[],
        together: false,
    },
    Case {
        name: "quotation marks of typography",
        file: FILM,
        change: (r#"Any words."#, r#"Any “words”."#),
        found: &[
            "types/Film.json:6:50: untidy: this has a curly quotation mark; write a plain one, and names in backticks",
        ],
        together: false,
    },
    Case {
        name: "pictogram",
        file: FILM,
        change: (r#"Any words."#, r#"Any words 🎬."#),
        found: &["types/Film.json:6:50: untidy: this has a pictogram; say it in words"],
        together: false,
    },
    Case {
        name: "deprecated action that names itself",
        file: DELETE,
        change: (
            r#""area": "Studio","#,
            r#""area": "Studio", "deprecated": "Use `DeleteFilm`.","#,
        ),
        found: &[
            "actions/DeleteFilm.json:5:35: name-only: this names nothing but `DeleteFilm` itself; say what to use instead",
        ],
        together: false,
    },
    Case {
        name: "deprecated action that names another beside itself",
        file: DELETE,
        change: (
            r#""area": "Studio","#,
            r#""area": "Studio", "deprecated": "Use `CreateFilm` to undo `DeleteFilm`.","#,
        ),
        found: &[],
        together: false,
    },
];
