//! Mounts the app in place of the static shell.

fn main() {
    lapwing_app::start();
}
