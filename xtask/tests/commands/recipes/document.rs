//! CONTRIBUTING.md, as sections with blocks.

/// A section of the document.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    /// Its heading.
    pub(crate) title: String,
    /// Its fenced blocks, in order.
    pub(crate) blocks: Vec<Block>,
}

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    /// The lines between the fences.
    pub(crate) content: String,
}

/// What a block is, by the words after its fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `sh`: commands to run.
    Commands,
    /// `diff`: of the file that its first lines name.
    Diff,
    /// `json file=PATH`: a whole file.
    Whole(String),
    /// `text changed`: the list of what differs.
    Changed,
}

impl Block {
    /// The file that the block is about.
    #[track_caller]
    pub(crate) fn path(&self) -> &str {
        match &self.kind {
            Kind::Whole(path) => path,
            Kind::Diff => {
                let named = self
                    .content
                    .lines()
                    .find_map(|line| line.strip_prefix("+++ b/"));
                named.unwrap_or_else(|| panic!("a diff names no file:\n{}", self.content))
            }
            kind => panic!("{kind:?} is about no file"),
        }
    }
}

/// The sections of the document.
pub(crate) fn recipes(text: &str) -> Vec<Recipe> {
    let sections = text.split("\n## ").skip(1);
    sections
        .map(|section| Recipe {
            title: section.lines().next().unwrap_or_default().to_owned(),
            blocks: blocks(section),
        })
        .collect()
}

/// The section of this title.
#[track_caller]
pub(crate) fn recipe(text: &str, title: &str) -> Recipe {
    let mut found = recipes(text)
        .into_iter()
        .filter(|recipe| recipe.title == title);
    let recipe = found.next();
    recipe.unwrap_or_else(|| panic!("CONTRIBUTING.md has no section {title:?}"))
}

fn blocks(section: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        let Some(words) = line.strip_prefix("```") else {
            continue;
        };
        let content = lines.by_ref().take_while(|line| *line != "```");
        let content = content.map(|line| format!("{line}\n")).collect();
        let kind = kind(words);
        blocks.push(Block { kind, content });
    }
    blocks
}

fn kind(words: &str) -> Kind {
    match words.split_once(" file=") {
        Some(("json", path)) => return Kind::Whole(path.to_owned()),
        Some(_) => panic!("what is a block `{words}`?"),
        None => {}
    }
    match words {
        "sh" => Kind::Commands,
        "diff" => Kind::Diff,
        "text changed" => Kind::Changed,
        words => panic!("what is a block `{words}`?"),
    }
}

/// The document with another content of a block of a section, which is counted from 0.
pub(crate) fn replaced(text: &str, title: &str, index: usize, content: &str) -> String {
    let mut replaced = String::new();
    let mut is_section = false;
    let mut is_open = false;
    let mut opened = 0;
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        if !is_open && let Some(heading) = line.strip_prefix("## ") {
            is_section = heading == title;
        }
        let is_meant = is_section && is_open && opened == index + 1;
        if is_fence {
            if is_meant {
                replaced.push_str(content);
            }
            is_open = !is_open;
            opened += usize::from(is_section && is_open);
        }
        if is_fence || !is_meant {
            replaced.push_str(line);
            replaced.push('\n');
        }
    }
    replaced
}
