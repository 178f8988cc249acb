//! The example in an action's documentation, which is compiled and not run.

use crate::docs::Block;
use crate::model::{Action, Example, Version};

/// How long a line of the example may be.
const WIDTH: usize = 76;

/// The heading, what the example shows, and the example; nothing if the action has none.
pub(super) fn blocks(version: &Version, action: &Action) -> Vec<Block> {
    let Some(example) = &action.example else {
        return Vec::new();
    };
    vec![
        Block::Heading("Examples"),
        Block::Paragraph(example.title.clone()),
        Block::Code(code(version, action, example)),
    ]
}

/// ```text
/// use vod_sdk::v2018_07_17::ExecuteFunctionRequest;
///
/// # async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {
/// let request = ExecuteFunctionRequest::new("ExampleFunc", "param1");
/// let response = client.execute_function(&request).await?;
/// println!("{response:?}");
/// # Ok(())
/// # }
/// ```
fn code(version: &Version, action: &Action, example: &Example) -> Vec<String> {
    let method = action.method.as_deref().unwrap_or("send");
    let mut code = vec![
        format!("use vod_sdk::{}::{};", version.module, action.request.name),
        String::new(),
        "# async fn example(client: vod_sdk::Client) -> Result<(), vod_sdk::Error> {".to_owned(),
    ];
    code.extend(request(&action.request.name, example));
    code.extend([
        format!("let response = client.{method}(&request).await?;"),
        "println!(\"{response:?}\");".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
    ]);
    code
}

/// On one line if it fits, or else each method on a line of its own, and each argument if need be.
fn request(name: &str, example: &Example) -> Vec<String> {
    let setters = example.setters.iter();
    let setters: Vec<String> = setters
        .map(|(name, value)| format!(".{name}({value})"))
        .collect();
    let new = format!(
        "let request = {name}::new({})",
        example.arguments.join(", ")
    );
    let whole = format!("{new}{};", setters.concat());
    if whole.len() <= WIDTH {
        return vec![whole];
    }
    let mut lines = if new.len() < WIDTH {
        vec![new]
    } else {
        let arguments = example
            .arguments
            .iter()
            .map(|argument| format!("    {argument},"));
        let mut lines = vec![format!("let request = {name}::new(")];
        lines.extend(arguments);
        lines.push(")".to_owned());
        lines
    };
    let indent = if lines.len() > 1 { "" } else { "    " };
    lines.extend(setters.iter().map(|setter| format!("{indent}{setter}")));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}
