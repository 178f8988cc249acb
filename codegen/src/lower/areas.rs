//! The areas of an API: the order in which its actions are shown.

use crate::model::Area;
use crate::read::Version;

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
