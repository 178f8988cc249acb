//! The example in an action's documentation, which is compiled and not run.

use crate::docs::Block;
use crate::format;
use crate::model::{Action, Example, Version};

/// The heading, what the example shows, and the example; nothing if the action has none.
pub(super) fn blocks(version: &Version, action: &Action) -> Vec<Block> {
    let Some(example) = &action.example else {
        return Vec::new();
    };
    let title = example.title.clone().map(Block::Paragraph);
    let code = Block::Code(code(version, action, example));
    let heading = Some(Block::Heading("Example"));
    heading.into_iter().chain(title).chain([code]).collect()
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
    let names = std::iter::once(&action.request.name).chain(&example.types);
    let mut names: Vec<&str> = names.map(String::as_str).collect();
    names.sort_unstable();
    let package = &version.package;
    let import = format!(
        "use {}::{}::{{{}}};",
        package.name,
        version.module,
        names.join(", ")
    );
    let request = format!("let request = {};", example.request);
    let (import, request) = format::example(&import, &request);
    let call = [
        format!("let response = client.{method}(&request).await?;"),
        "println!(\"{response:?}\");".to_owned(),
    ];
    package.example(import, request.into_iter().chain(call))
}
