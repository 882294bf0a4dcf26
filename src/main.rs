//! faq
fn main() {}
