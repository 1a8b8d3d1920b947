//! The states of the page that every look and every rule must hold in.

use super::figures::Figures;
use super::page::Page;

/// A state of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// As a visitor first sees it.
    Example,
    /// With values that can't be.
    Problems,
    /// With every box empty.
    Cleared,
    /// With everything open that can be opened.
    Opened,
    /// With figures as long as they get.
    Long,
    /// With a link that was cut.
    Notice,
}

impl Scene {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Example, Self::Problems, Self::Cleared, Self::Opened, Self::Long, Self::Notice];

    /// Brings a page into this state.
    pub async fn show(self, page: &Page) {
        let start = match self {
            Self::Long => Figures::example()
                .with("goal", "9876543210987.65")
                .with("open_pipeline", "9999999999999.99")
                .with("new_pipeline", "123456789012.34")
                .path(),
            Self::Notice => "#ep=1.cut".to_owned(),
            _ => Figures::example().path(),
        };
        page.open(&start).await;
        match self {
            Self::Problems => {
                page.fill("goal", "abc").await;
                page.fill("win_rate", "140").await;
            }
            Self::Cleared => {
                page.click_button("Clear and enter yours").await;
                page.settle().await;
            }
            Self::Opened => open_everything(page).await,
            Self::Example | Self::Long | Self::Notice => {}
        }
    }
}

/// Opens "More detail" and every explanation.
pub async fn open_everything(page: &Page) {
    page.click(".ep-toggle").await;
    page.until("document.querySelector('#ep-details').checkVisibility()").await;
    page.run::<()>("document.querySelectorAll('details').forEach(one => one.open = true)", vec![])
        .await;
    page.settle().await;
}
