//! Every example of every part and screen on one page, to be looked at: `cargo run -p lapwing-app --example gallery
//! --features fixtures > target/gallery.html`. Links to the styles as they are in app/styles.

use std::io::Write;

use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct ShownProps {
    html: Html,
}

#[function_component]
fn Shown(props: &ShownProps) -> Html {
    props.html.clone()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let mut page =
        String::from("<!DOCTYPE html><html lang=\"en-GB\"><meta charset=\"utf-8\"><title>Examples</title>");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width\">");
    let styles = std::fs::read_dir("app/styles")?.collect::<Result<Vec<_>, _>>()?;
    let mut styles: Vec<_> = styles.into_iter().map(|entry| entry.file_name()).collect();
    styles.sort();
    for name in styles {
        page.push_str(&format!(
            "<link rel=\"stylesheet\" href=\"../app/styles/{}\">",
            name.to_string_lossy()
        ));
    }
    let all = lapwing_app::components::fixtures().into_iter().chain(lapwing_app::screens::fixtures());
    for (name, html) in all.filter(|(name, _)| name.starts_with(&wanted)) {
        let local = tokio::task::LocalSet::new();
        let renderer = yew::LocalServerRenderer::<Shown>::with_props(ShownProps { html }).hydratable(false);
        let html = local.run_until(renderer.render()).await;
        page.push_str(&format!("\n<section data-example=\"{name}\">{html}</section>"));
    }
    std::io::stdout().write_all(page.as_bytes())
}
