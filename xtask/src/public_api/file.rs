//! The SDK's public API as a file: vod-sdk/public-api.txt.

use std::fs;
use std::path::Path;

use crate::public_api::{Crate, Outline, public_api};
use vod_codegen::{FOLDER, GENERATED_MARKER};

use crate::failure::Failure;
use crate::manifest;
use crate::workspace::{self, PACKAGE};
use crate::writer::Wanted;

/// The file with the public API, below the folder of the package.
pub(crate) const FILE: &str = "public-api.txt";

/// The file as it is to be, with the generated code of these outlines.
pub(crate) fn wanted(root: &Path, generated: Vec<Outline>) -> Result<Wanted, Failure> {
    let package = root.join(PACKAGE);
    let source = package.join("src");
    let mut outlines = generated;
    let mut errors = Vec::new();
    for path in handwritten(&source)? {
        let text = fs::read_to_string(source.join(&path))
            .map_err(|error| Failure::io("read", &source.join(&path), &error))?;
        match Outline::parse(&path, &text) {
            Ok(outline) => outlines.push(outline),
            Err(error) => errors.push(error),
        }
    }
    let krate = Crate {
        name: PACKAGE.replace('-', "_"),
        features: manifest::features(&package)?,
        outlines,
    };
    let api = if errors.is_empty() {
        public_api(&krate)
    } else {
        Err(errors)
    };
    let api = api.map_err(|errors| {
        let at = |error: &_| format!("\n  {}/{error}", workspace::shown(&source));
        let list: String = errors.iter().map(at).collect();
        let file = workspace::shown(&package.join(FILE));
        format!("{file} is unchanged, because the public API cannot be determined:{list}")
    })?;
    let origin = workspace::shown(&source);
    Ok(Wanted {
        path: package.join(FILE),
        source: origin,
        text: format!("# {GENERATED_MARKER} from {PACKAGE}/src. Do not edit.\n{api}"),
    })
}

/// The handwritten source files, sorted, as paths below the source folder with `/`.
fn handwritten(source: &Path) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![(source.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let failed = |error| Failure::io("read", &folder, &error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let below = format!("{prefix}{name}");
            if path.is_dir() && below != FOLDER {
                folders.push((path.clone(), format!("{below}/")));
            } else if name.ends_with(".rs") {
                files.push(below);
            }
        }
    }
    files.sort();
    Ok(files)
}
