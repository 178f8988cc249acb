//! The service's facts, on which all versions must agree.

use std::collections::BTreeSet;

use crate::calendar;
use crate::nearest;
use crate::problem::{Place, code};
use crate::read::{Spec, Version};
use crate::spec::ServiceFile;

use super::problems::Problems;
use super::texts;
use super::{naming, package};

const ALIKE: &str = "one SDK has one service: all versions must agree";

/// The service as the first version describes it; the others must agree with it.
pub(super) fn lower(spec: &Spec, problems: &mut Problems) -> ServiceFile {
    let first = &spec.versions[0].service.value;
    for version in &spec.versions {
        let place = Place::file(version.service.file);
        let service = &version.service.value;
        check(service, &place, problems);
        package::check(service, &place, problems);
        check_parameters(version, &place, problems);
        check_areas(&service.areas, &place.key("areas"), problems);
        for (key, text, of_first) in [
            ("service", &service.service, &first.service),
            ("endpoint", &service.endpoint, &first.endpoint),
        ] {
            agree(text, of_first, key, &place, problems);
        }
        if service.crate_name != first.crate_name {
            let named = |service: &ServiceFile| match &service.crate_name {
                Some(name) => code(name),
                None => "not named".to_owned(),
            };
            let (here, there) = (named(service), named(first));
            let message = format!("the crate is {here} here and {there} in the oldest version");
            problems.add(place.key("crate"), message, ALIKE);
        }
    }
    first.clone()
}

fn check(service: &ServiceFile, place: &Place, problems: &mut Problems) {
    let hint = "name the service as its documentation does";
    texts::check(
        &service.title,
        place.key("title"),
        "the title",
        hint,
        problems,
    );
    texts::page(service.page.as_ref(), place, problems);

    if !is_name(&service.service, "-_") {
        let message = format!("`{}` is not the name of a service", service.service);
        let hint = "write it as in the scope of a signature: `vod`";
        problems.add(place.key("service"), message, hint);
    }
    if !calendar::is_day(&service.version) {
        let message = format!("{} is not the version of an API", code(&service.version));
        let hint =
            "write the day that the service names it by, and name the folder so: `2018-07-17`";
        problems.add(place.key("version"), message, hint);
    }
    if !is_name(&service.endpoint, "-.:") {
        let message = format!("`{}` is not the name of a host", service.endpoint);
        let hint = "write the host alone, without `https://` and path: `vod.tencentcloudapi.com`";
        problems.add(place.key("endpoint"), message, hint);
    }
}

fn is_name(text: &str, more: &str) -> bool {
    let mut chars = text.chars();
    chars.all(|c| c.is_ascii_alphanumeric() || more.contains(c)) && !text.is_empty()
}

fn check_areas(areas: &[String], place: &Place, problems: &mut Problems) {
    naming::check_repeated(areas, place, problems);
    for (index, area) in areas.iter().enumerate() {
        if area.trim() != area || area.is_empty() {
            let message = format!("{} is not the name of an area", code(area));
            let hint = "write it without spaces around it";
            problems.add(place.index(index), message, hint);
        }
    }
}

fn check_parameters(version: &Version, place: &Place, problems: &mut Problems) {
    let actions = version.actions.iter();
    let names = actions.flat_map(|file| file.value.parameters.iter().map(|it| it.name.as_str()));
    let names: BTreeSet<&str> = names.collect();
    let list = place.key("client_parameters");
    naming::check_repeated(&version.service.value.client_parameters, &list, problems);
    for (index, name) in version.service.value.client_parameters.iter().enumerate() {
        if !names.contains(name.as_str()) {
            let message = format!("no action has a parameter `{name}`");
            let hint = nearest::hint(name, names.iter().copied(), "remove it");
            problems.add(list.index(index), message, hint);
        }
    }
}

fn agree(text: &str, first: &str, key: &str, place: &Place, problems: &mut Problems) {
    // What is no name at all has been reported as that.
    let is_name = |text: &str| is_name(text, "-_.:");
    if text != first && is_name(text) && is_name(first) {
        let message = format!("the {key} is `{text}` here and `{first}` in the oldest version");
        problems.add(place.key(key), message, ALIKE);
    }
}
