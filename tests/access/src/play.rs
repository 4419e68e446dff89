//! One world: made up, asked by everybody, changed, asked again.

use crate::{
    ask::Visit,
    dice::Dice,
    files,
    gateway::{House, Way},
    hears,
    invitations::Codes,
    links::Links,
    looks::Looks,
    make,
    model::{Person, World},
    render,
    sums::Sums,
    told,
};

/// Plays the world of a seed.
pub async fn play(seed: u64, way: Way) -> Sums {
    let mut dice = Dice::of(seed);
    let mut world = make::world(&mut dice);
    let house = House::open(&world, way).await;
    let mut sums = Sums::default();
    sums.worlds = 1;
    house.on(world.today);
    house.put(&render::infrastructure());
    house.put(&files::render(&world));
    let mut written: Vec<usize> = vec![0; world.entries.len()];
    let (mut codes, mut links, mut looks) = (Codes::default(), Links::default(), Looks::default());
    for round in 0..3 {
        if round > 0 {
            make::change(&mut dice, &mut world);
        }
        house.on(world.today);
        let streams = hears::listen(&house, &world).await;
        let news = bring_up_to_date(&house, &world, &mut written);
        house.end_live().await;
        hears::compare(streams, &world, &news, &mut sums).await;
        for person in &world.people {
            let visit = Visit::begin(&house, &world, person).await;
            visit.every_entry(&mut dice, &mut sums).await;
            visit.every_type(&mut dice, &mut sums).await;
            visit.files(&mut dice, &mut sums).await;
            visit.probes(&mut dice, &mut sums).await;
            visit.changes(&mut dice, &mut sums).await;
            visit.withdrawals(&mut dice, &mut sums).await;
            preview(visit, &mut dice, &mut sums).await;
        }
        told::compare(&house, &world, &mut sums).await;
        looks.compare(&house, &world, &mut sums).await;
        links.round(&house, &world, (&mut dice, &mut sums)).await;
        codes.round(&house, &mut world, (&mut dice, &mut sums)).await;
    }
    let told = std::mem::take(&mut sums.told);
    sums.told = told.into_iter().map(|what| format!("seed {seed}: {what}")).collect();
    sums
}

/// A patient looks as one of their carers: what comes is what that carer sees.
async fn preview(visit: Visit<'_>, dice: &mut Dice, sums: &mut Sums) {
    let (world, patient) = (visit.world, visit.person.patient);
    let theirs: Vec<usize> =
        (0..world.carers.len()).filter(|c| Some(world.carers[*c].patient) == patient).collect();
    if theirs.is_empty() {
        return;
    }
    let carer = Person { id: "preview".to_owned(), patient: None, carers: vec![dice.one_of(&theirs)] };
    let visit = visit.looking_as(&carer);
    visit.every_entry(dice, sums).await;
    visit.every_type(dice, sums).await;
    visit.files(dice, sums).await;
}

/// Writes what is not in the gateway yet; the order of versions is theirs. Which entries that were.
fn bring_up_to_date(house: &House, world: &World, written: &mut [usize]) -> Vec<usize> {
    let new = |at: &usize| world.entries[*at].versions.len() > written[*at];
    let news: Vec<usize> = (0..world.entries.len()).filter(new).collect();
    house.on(world.today);
    house.put(&world.patients.iter().filter(|p| !p.space).map(render::patient).collect::<Vec<_>>());
    house.put(&world.carers.iter().map(|c| render::carer(world, c)).collect::<Vec<_>>());
    house.put(&world.agreements.iter().map(|a| render::agreement(world, a)).collect::<Vec<_>>());
    loop {
        let mut next = Vec::new();
        for (at, entry) in world.entries.iter().enumerate() {
            if let Some(version) = entry.versions.get(written[at]) {
                next.push(render::entry(world, at, version));
                written[at] += 1;
            }
        }
        if next.is_empty() {
            return news;
        }
        house.put(&next);
    }
}
