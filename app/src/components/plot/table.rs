//! The same measurements as a table, the newest first.

use lapwing_core::words::parts;
use yew::prelude::*;

use super::{PlotProps, Point};

/// The table.
pub(super) fn table(props: &PlotProps) -> Html {
    let banded = !props.bands.is_empty();
    html! {
        <table class="table">
            <caption>
                { props.title.clone() }
                if let Some(usual) = &props.usual { <><br />{ usual.words.clone() }</> }
            </caption>
            <thead><tr>
                <th scope="col">{ parts::WHEN }</th>
                <th scope="col">{ props.unit.clone() }</th>
                if banded { <th scope="col">{ parts::BAND }</th> }
            </tr></thead>
            <tbody>{ for props.points.iter().rev().map(|point| line(props, point)) }</tbody>
        </table>
    }
}

fn line(props: &PlotProps, point: &Point) -> Html {
    let band =
        props.bands.iter().find(|b| point.value >= f64::from(b.from) && point.value <= f64::from(b.to));
    html! {
        <tr>
            <th scope="row">{ point.when.clone() }</th>
            <td class="table-number">{ point.words.clone() }</td>
            if let Some(band) = band { <td>{ band.name.clone() }</td> }
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Band, examples};
    use super::*;

    #[test]
    fn the_table_says_what_the_plot_draws() {
        let drawn = examples::scores(
            &[12, 19],
            &[
                Band { from: 0, to: 14, name: "Lower".into() },
                Band { from: 15, to: 27, name: "Upper".into() },
            ],
        );
        let html = crate::components::tests::render(table(&drawn));
        let (newest, oldest) = (html.find("19").unwrap(), html.find("12").unwrap());
        assert!(newest < oldest);
        assert!(html.contains("Lower") && html.contains("Upper"));
    }
}
