//! The demo page: puts the calculator where the page asks for it.

fn main() {
    enough_pipeline::ui::mount();
}
