//! The areas of an API: the order in which its actions are shown.

use std::collections::BTreeSet;

use crate::docs::code;
use crate::model::Area;
use crate::nearest::nearest;
use crate::problem::Place;
use crate::read::{Loaded, Version};
use crate::spec::ActionFile;

use super::missing::Shared;
use super::problems::Problems;

/// What actions without an area are called where others have one.
const OTHERS: &str = "Other actions";

/// The areas that have actions, as `service.json` lists them, and one of what belongs to none.
pub(super) fn lower(version: &Version) -> Vec<Area> {
    let names = &version.service.value.areas;
    let areas = names.iter().map(|name| Some(name.as_str())).chain([None]);
    let areas = areas.map(|name| {
        let shown = name.or((!names.is_empty()).then_some(OTHERS));
        let actions = version.actions.iter().enumerate();
        let actions = actions.filter(|(_, file)| file.value.area.as_deref() == name);
        Area {
            name: shown.map(str::to_owned),
            actions: actions.map(|(index, _)| index).collect(),
        }
    });
    areas.filter(|area| !area.actions.is_empty()).collect()
}

/// The areas that several actions belong to and `service.json` lacks, each reported there.
pub(super) fn missing<'a>(version: &'a Version, problems: &mut Problems) -> BTreeSet<&'a str> {
    let list = Place::file(version.service.file).key("areas");
    let areas = version.service.value.areas.iter().enumerate();
    let areas = areas.map(|(index, area)| (list.index(index), area.as_str()));
    let shared = Shared {
        what: "area",
        known: version
            .service
            .value
            .areas
            .iter()
            .map(String::as_str)
            .collect(),
        of_actions: areas.collect(),
        list: list.clone(),
        is_refused: |area| area.trim() != area,
    };
    let actions = version.actions.iter().map(|file| &file.value);
    let used = actions.filter_map(|it| Some((it.name.as_str(), it.area.as_deref()?)));
    shared.report(used, problems)
}

/// Checks that `service.json` has the area of an action.
pub(super) fn check(version: &Version, file: &Loaded<ActionFile>, problems: &mut Problems) {
    let areas = &version.service.value.areas;
    let Some(area) = file
        .value
        .area
        .as_ref()
        // One that is written wrong there is reported there.
        .filter(|area| {
            !areas
                .iter()
                .any(|known| known == *area || known.trim() == *area)
        })
    else {
        return;
    };
    let message = format!("the area {} is not in `service.json`", code(area));
    let hint = match nearest(area, areas.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`? Or add it to `areas` there"),
        None => "add it to `areas` there".to_owned(),
    };
    problems.add(Place::file(file.file).key("area"), message, hint);
}
