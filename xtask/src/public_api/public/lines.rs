//! The lines of what has a public name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Line, Names, is_private, with, without_private};
use crate::public_api::data::{self, Impl, Module};
use crate::public_api::tree::Found;

impl Names<'_> {
    /// The lines of everything that is public, in no order.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (path, names) in &self.found {
            let mut names = names.iter();
            let Some((first, tags)) = names.next() else {
                continue;
            };
            match self.tree.item(path) {
                Some(item) => {
                    let tags = with(tags, &item.tags);
                    lines.extend(
                        item.lines
                            .iter()
                            .map(|line| self.line(&first.path, line, &tags)),
                    );
                }
                None if self.tree.module(path).is_some() => {
                    lines.push(written(
                        first.path.clone(),
                        format!("mod {}", first.path),
                        tags,
                    ));
                }
                None => {
                    let text = format!("use {} = {}", first.path, self.public_text(path));
                    lines.push(written(first.path.clone(), text, tags));
                }
            }
            lines.extend(names.map(|(other, tags)| {
                let text = format!("use {} = {}", other.path, first.path);
                written(other.path.clone(), text, tags)
            }));
        }
        lines.extend(self.own_items());
        lines.extend(self.trait_impls());
        lines
    }

    fn line(&self, path: &str, line: &data::Line, tags: &BTreeSet<String>) -> Line {
        let path = format!("{path}{}", line.member);
        let is_member = !line.member.is_empty();
        // How the item is to be used is said once, with the item.
        let inherited = tags.iter().filter(|tag| !is_member || is_condition(tag));
        let tags = with(&inherited.cloned().collect(), &line.tags);
        let rest = without_private(&self.public_text(&line.rest));
        let text = format!("{} {path}{rest}", line.word);
        written(path, text, &tags)
    }

    /// The items of implementations without a trait.
    fn own_items(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (module, impl_) in self.tree.impls() {
            if impl_.implemented.is_some() || impl_.lines.is_empty() {
                continue;
            }
            let target = self.public_text(&impl_.target);
            if is_private(&target) {
                continue;
            }
            let tags = self.conditions(module, impl_);
            lines.extend(
                impl_
                    .lines
                    .iter()
                    .map(|line| self.line(&target, line, &tags)),
            );
        }
        lines
    }

    /// One line for each type with the traits that it has, and one for each implementation with parameters.
    fn trait_impls(&self) -> Vec<Line> {
        let mut plain: BTreeMap<(String, BTreeSet<String>), BTreeSet<String>> = BTreeMap::new();
        let mut lines = Vec::new();
        for (module, impl_) in self.tree.impls() {
            let Some(implemented) = &impl_.implemented else {
                continue;
            };
            let target = self.public_text(&impl_.target);
            let implemented = self.public_text(implemented);
            let generics = self.public_text(&impl_.generics);
            let condition = self.public_text(&impl_.condition);
            // What names something private cannot be used from outside, and `Drop` cannot be called.
            if is_private(&target) || is_private(&implemented) || implemented == "Drop" {
                continue;
            }
            let tags = self.conditions(module, impl_);
            if generics.is_empty() && condition.is_empty() {
                let traits = plain.entry((target.into_owned(), tags)).or_default();
                traits.insert(implemented.into_owned());
            } else {
                let text = format!("impl{generics} {implemented} for {target}{condition}");
                lines.push(written(target.into_owned(), text, &tags));
            }
        }
        lines.extend(plain.into_iter().map(|((target, tags), traits)| {
            let traits = traits.into_iter().collect::<Vec<_>>().join(" + ");
            let text = format!("impl {traits} for {target}");
            written(target, text, &tags)
        }));
        lines
    }

    /// The conditions of an implementation: those of its type and of its modules.
    fn conditions(&self, module: &Module, impl_: &Impl) -> BTreeSet<String> {
        let mut tags: BTreeSet<String> = impl_.tags.iter().cloned().collect();
        let head = impl_.target.split('<').next().unwrap_or_default();
        if let Found::Here(path, _) = self.target(head) {
            let names = self
                .found
                .get(&path)
                .and_then(|names| names.values().next());
            tags.extend(names.into_iter().flatten().cloned());
            tags.extend(
                self.tree
                    .item(&path)
                    .into_iter()
                    .flat_map(|it| it.tags.clone()),
            );
        }
        tags.extend(self.tree.module_tags(&module.path).map(str::to_owned));
        tags.into_iter().filter(|tag| is_condition(tag)).collect()
    }
}

/// Whether a tag says what it takes to use an item, and not how the item is to be used.
fn is_condition(tag: &str) -> bool {
    tag.starts_with("feature ") || tag.starts_with("cfg(")
}

fn written(path: String, mut text: String, tags: &BTreeSet<String>) -> Line {
    for tag in tags {
        text.push_str(&format!(" [{tag}]"));
    }
    Line::new(path, text)
}
